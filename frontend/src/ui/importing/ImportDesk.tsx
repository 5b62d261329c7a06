import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { App, Button, Upload } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "./importing.css";
import { countOf, type Judged, type JudgedRow, type RowStatus } from "./outcome";
import { RowsTable, type RowColumn } from "./RowsTable";
import type { Group } from "@/api/keys";
import { saveBlob } from "@/lib/saving";
import { useAct } from "@/lib/useAct";
import { PageHeader } from "@/ui/PageHeader";
import { Problem } from "@/ui/Problem";
import { Score } from "@/ui/Score";
import { TableSkeleton } from "@/ui/Skeletons";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./ImportDesk.module.css";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface Props<Row extends JudgedRow> {
  title: string;
  note: string;
  /** The page that the rows go to, and what is read of them. */
  to: { label: string; path: string };
  group: Group;
  templateName: string;
  /** Word for a state, of a row that is only looked at or that was written. */
  wordOf: (status: RowStatus, isPreview: boolean) => string;
  statuses: readonly RowStatus[];
  applyText: (count: number) => string;
  doneText: (count: number) => string;
  /** What the first row of the workbook says; shown until a file is there. */
  columns: ReactNode;
  rowColumns: RowColumn<Row>[];
  /** Where a row became a record of its own. */
  recordOf?: (row: Row) => ReactNode;
  judge: (file: File, dryRun: boolean) => Promise<Judged<Row>>;
  /** The user's own file with a reason beside each row. */
  annotate: (file: File, dryRun: boolean) => Promise<Blob>;
  template: () => Promise<Blob>;
}

/** Rows from a workbook: look first at what would become of each, then write, then take the file back. */
export function ImportDesk<Row extends JudgedRow>(props: Props<Row>) {
  const { t } = useTranslation("imports");
  const { message } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<Judged<Row> | null>(null);
  const preview = useAct({ act: (chosen: File) => props.judge(chosen, true), onDone: setOutcome });
  const apply = useAct({
    act: (chosen: File) => props.judge(chosen, false),
    touches: [props.group],
    onDone: (applied) => {
      setOutcome(applied);
      void message.success(props.doneText(goodOf(applied)));
    },
  });
  const download = useAct({
    act: async ({ chosen, dryRun }: { chosen: File; dryRun: boolean }) => {
      saveBlob(await props.annotate(chosen, dryRun), chosen.name.replace(/\.xlsx$/i, `-${t("annotated")}.xlsx`));
    },
  });
  const getTemplate = useAct({
    act: async () => {
      saveBlob(await props.template(), props.templateName);
    },
  });
  const choose = (chosen: File): void => {
    setFile(chosen);
    setOutcome(null);
    apply.forget();
    download.forget();
    preview.run(chosen);
  };
  const canApply = file !== null && outcome?.dry_run === true && goodOf(outcome) > 0;
  return (
    <>
      <PageHeader
        title={props.title}
        note={props.note}
        trail={[props.to]}
        actions={
          <Button
            icon={<DownloadOutlined />}
            loading={getTemplate.isBusy}
            onClick={() => {
              getTemplate.run();
            }}
          >
            {t("template")}
          </Button>
        }
      />
      <div className="stack">
        <Upload.Dragger
          accept={`.xlsx,${XLSX}`}
          showUploadList={false}
          maxCount={1}
          disabled={preview.isBusy || apply.isBusy}
          beforeUpload={(chosen) => {
            choose(chosen);
            return false;
          }}
        >
          <p className={"ant-upload-drag-icon"}>
            <InboxOutlined />
          </p>
          <p className={layout.breathing}>{file ? t("chosen", { name: file.name }) : t("choose")}</p>
          <p className={classNames("muted", layout.flush)}>{t("limits")}</p>
        </Upload.Dragger>
        {[preview, apply, download, getTemplate].map((act, place) => (
          <Problem key={place} of={act} />
        ))}
        {!file && props.columns}
        {preview.isBusy && <TableSkeleton columns={5} rows={6} />}
        {outcome && file && (
          <>
            <div className={classNames("card row", layout.apartCentred)}>
              <Figures outcome={outcome} statuses={props.statuses} wordOf={props.wordOf} />
              <span className="row">
                <Button
                  icon={<DownloadOutlined />}
                  loading={download.isBusy}
                  onClick={() => {
                    download.run({ chosen: file, dryRun: outcome.dry_run });
                  }}
                >
                  {t("takeBack")}
                </Button>
                {canApply && (
                  <Button
                    type="primary"
                    loading={apply.isBusy}
                    onClick={() => {
                      apply.run(file);
                    }}
                  >
                    {props.applyText(goodOf(outcome))}
                  </Button>
                )}
              </span>
            </div>
            <RowsTable outcome={outcome} columns={props.rowColumns} wordOf={props.wordOf} recordOf={props.recordOf} />
          </>
        )}
      </div>
    </>
  );
}

interface FiguresProps {
  outcome: Judged<JudgedRow>;
  statuses: readonly RowStatus[];
  wordOf: (status: RowStatus, isPreview: boolean) => string;
}

function Figures({ outcome, statuses, wordOf }: FiguresProps) {
  return (
    <dl className={classNames("row", styles.counts)}>
      {statuses.map((status) => (
        <div key={status}>
          <dt className="muted">{wordOf(status, outcome.dry_run)}</dt>
          <dd className={layout.flush}>
            <Score value={String(countOf(outcome, status))} places={0} size="large" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function goodOf(outcome: Judged<JudgedRow>): number {
  return countOf(outcome, "created") + countOf(outcome, "updated");
}
