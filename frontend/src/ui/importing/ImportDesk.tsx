import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Upload } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "./importing.css";
import { countOf, type Judged, type JudgedRow, type RowStatus } from "./outcome";
import { RowsTable, type RowColumn } from "./RowsTable";
import { readAgain, type Group } from "@/api/keys";
import { saveBlob } from "@/lib/saving";
import { PageHeader } from "@/ui/PageHeader";
import { Score } from "@/ui/Score";
import { TableSkeleton } from "@/ui/Skeletons";

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
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<Judged<Row> | null>(null);
  const preview = useMutation({ mutationFn: (chosen: File) => props.judge(chosen, true), onSuccess: setOutcome });
  const apply = useMutation({
    mutationFn: (chosen: File) => props.judge(chosen, false),
    onSuccess: async (applied) => {
      setOutcome(applied);
      void message.success(props.doneText(goodOf(applied)));
      await readAgain(queries, props.group);
    },
  });
  const download = useMutation({
    mutationFn: async ({ chosen, dryRun }: { chosen: File; dryRun: boolean }) => {
      saveBlob(await props.annotate(chosen, dryRun), chosen.name.replace(/\.xlsx$/i, `-${t("annotated")}.xlsx`));
    },
  });
  const getTemplate = useMutation({
    mutationFn: async () => {
      saveBlob(await props.template(), props.templateName);
    },
  });
  const choose = (chosen: File): void => {
    setFile(chosen);
    setOutcome(null);
    apply.reset();
    download.reset();
    preview.mutate(chosen);
  };
  const error = preview.error ?? apply.error ?? download.error ?? getTemplate.error;
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
            loading={getTemplate.isPending}
            onClick={() => {
              getTemplate.mutate();
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
          disabled={preview.isPending || apply.isPending}
          beforeUpload={(chosen) => {
            choose(chosen);
            return false;
          }}
        >
          <p className="ant-upload-drag-icon" style={{ margin: 0 }}>
            <InboxOutlined />
          </p>
          <p style={{ margin: "4px 0" }}>{file ? t("chosen", { name: file.name }) : t("choose")}</p>
          <p className="muted" style={{ margin: 0 }}>
            {t("limits")}
          </p>
        </Upload.Dragger>
        {error && <Alert type="error" showIcon role="alert" title={error.message || t("unreachable")} />}
        {!file && props.columns}
        {preview.isPending && <TableSkeleton columns={5} rows={6} />}
        {outcome && file && (
          <>
            <div className="card row" style={{ justifyContent: "space-between", alignItems: "center" }}>
              <Figures outcome={outcome} statuses={props.statuses} wordOf={props.wordOf} />
              <span className="row">
                <Button
                  icon={<DownloadOutlined />}
                  loading={download.isPending}
                  onClick={() => {
                    download.mutate({ chosen: file, dryRun: outcome.dry_run });
                  }}
                >
                  {t("takeBack")}
                </Button>
                {canApply && (
                  <Button
                    type="primary"
                    loading={apply.isPending}
                    onClick={() => {
                      apply.mutate(file);
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
    <dl className="row" style={{ margin: 0, gap: "8px 32px" }}>
      {statuses.map((status) => (
        <div key={status}>
          <dt className="muted">{wordOf(status, outcome.dry_run)}</dt>
          <dd style={{ margin: 0 }}>
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
