import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { downloadTable, readTable, type ManualItem, type ManualTable } from "./queries";
import type { Typed } from "./sheet";
import { saveBlob } from "@/lib/saving";
import { useAct } from "@/lib/useAct";
import { FileFaults } from "@/ui/FileFaults";
import { Problem } from "@/ui/Problem";
import { WorkbookButtons } from "@/ui/WorkbookButtons";

interface Props {
  item: ManualItem;
  onRead: (patch: Typed) => void;
}

/** The sheet out to Excel and back: what the file says goes into the cells, to be looked at and saved like what is typed. */
export function WorkbookBar({ item, onRead }: Props) {
  const { t } = useTranslation("manual");
  const download = useAct({
    act: async () => {
      saveBlob(await downloadTable(item), `${String(item.year)} ${item.scheme_name} ${item.item_name}.xlsx`);
    },
  });
  const fill = ({ rows }: ManualTable): void => {
    onRead(Object.fromEntries(rows.map(({ subject_code, values }) => [subject_code, values])));
  };
  const read = useAct({
    act: (file: File) => readTable(item, file),
    onDone: (table) => {
      if (table.faults.length === 0) fill(table);
    },
  });
  const table = read.answer;
  return (
    <>
      <div className="row manual-head no-print">
        <p className="manual-rule">
          <span className="muted">{t("rule")}</span> {item.rule}
        </p>
        <WorkbookButtons
          download={download}
          downloadText={t("download")}
          {...(item.reason === null && { read })}
          readText={t("upload")}
        />
      </div>
      <Problem of={download} />
      <Problem of={read} />
      {table?.faults.length === 0 && (
        <Alert
          type={table.rows.length > 0 ? "success" : "info"}
          role="status"
          showIcon
          closable
          title={t(table.rows.length > 0 ? "fileFilled" : "fileSame", {
            name: read.input?.name,
            count: table.rows.length,
            unchanged: table.unchanged,
          })}
        />
      )}
      {table && table.faults.length > 0 && (
        <section className="card stack" aria-label={t("fileFaults")}>
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t("fileRefused", { name: read.input?.name, count: table.faults.length })}
            {...(table.rows.length > 0 && {
              action: (
                <Button
                  size="small"
                  onClick={() => {
                    fill(table);
                    read.forget();
                  }}
                >
                  {t("fillSound", { count: table.rows.length })}
                </Button>
              ),
            })}
          />
          <FileFaults label={t("fileFaults")} faults={table.faults} />
        </section>
      )}
    </>
  );
}
