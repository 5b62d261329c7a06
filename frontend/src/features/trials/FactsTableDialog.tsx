import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { downloadFacts, readFacts, type TypedFact } from "./queries";
import { saveBlob } from "@/lib/saving";
import { useAct } from "@/lib/useAct";
import { Dialog } from "@/ui/Dialog";
import { FileFaults } from "@/ui/FileFaults";
import { Problem } from "@/ui/Problem";
import { WorkbookButtons } from "@/ui/WorkbookButtons";
import layout from "@/ui/layout.module.css";

interface Props {
  scheme: { id: string; name: string };
  factsYear: number;
  open: boolean;
  onClose: () => void;
  onTake: (facts: readonly TypedFact[]) => void;
}

/** All the facts out to Excel and back: taken only when nothing in the file is wrong, and tried, never stored. */
export function FactsTableDialog({ scheme, factsYear, open, onClose, onTake }: Props) {
  const { t } = useTranslation("trials");
  const download = useAct({
    act: async () => {
      const name = t("tableName", { name: scheme.name, year: factsYear });
      saveBlob(await downloadFacts(scheme.id, factsYear), `${name}.xlsx`);
    },
  });
  const read = useAct({ act: (file: File) => readFacts(scheme.id, factsYear, file) });
  const close = (): void => {
    read.forget();
    download.forget();
    onClose();
  };
  const found = read.answer;
  const isSound = found?.faults.length === 0;
  const name = read.input?.name;
  return (
    <Dialog
      open={open}
      width={720}
      title={t("tableTitle", { year: factsYear })}
      okText={t("tableTake", { count: found?.facts.length ?? 0 })}
      okButtonProps={{ disabled: !isSound || found.facts.length === 0 }}
      cancelText={t("cancel")}
      onCancel={close}
      onOk={() => {
        if (found) onTake(found.facts);
        close();
      }}
    >
      <div className="stack">
        <p className={layout.flush}>{t("tableNote", { year: factsYear })}</p>
        <WorkbookButtons
          download={download}
          downloadText={t("tableDownload")}
          read={read}
          readText={t("tableUpload")}
        />
        <Problem of={download} />
        <Problem of={read} />
        {found && isSound && (
          <Alert
            type={found.facts.length > 0 ? "success" : "info"}
            showIcon
            role="status"
            title={t(found.facts.length > 0 ? "tableRead" : "tableSame", {
              name,
              count: found.facts.length,
              subjects: found.subject_count,
              unchanged: found.unchanged,
            })}
          />
        )}
        {found && !isSound && (
          <>
            <Alert type="error" showIcon role="alert" title={t("tableRefused", { name, count: found.faults.length })} />
            <FileFaults label={t("tableFaults")} faults={found.faults} />
          </>
        )}
      </div>
    </Dialog>
  );
}
