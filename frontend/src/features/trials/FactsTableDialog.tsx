import { useMutation } from "@tanstack/react-query";
import { Alert, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { downloadFacts, readFacts, type TypedFact } from "./queries";
import { saveBlob } from "@/lib/saving";
import { FileFaults } from "@/ui/FileFaults";
import { ErrorState } from "@/ui/states";
import { WorkbookButtons } from "@/ui/WorkbookButtons";

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
  const download = useMutation({
    mutationFn: async () => {
      const name = t("tableName", { name: scheme.name, year: factsYear });
      saveBlob(await downloadFacts(scheme.id, factsYear), `${name}.xlsx`);
    },
  });
  const read = useMutation({ mutationFn: (file: File) => readFacts(scheme.id, factsYear, file) });
  const close = (): void => {
    read.reset();
    download.reset();
    onClose();
  };
  const found = read.data;
  const isSound = found?.faults.length === 0;
  const problem = read.error ?? download.error;
  const name = read.variables?.name;
  return (
    <Modal
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
        <p style={{ margin: 0 }}>{t("tableNote", { year: factsYear })}</p>
        <WorkbookButtons
          download={download}
          downloadText={t("tableDownload")}
          read={read}
          readText={t("tableUpload")}
        />
        {problem && <ErrorState error={problem} />}
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
    </Modal>
  );
}
