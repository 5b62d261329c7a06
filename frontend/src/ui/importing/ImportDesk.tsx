import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Upload } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import "./importing.css";
import { EarlierJobs } from "./EarlierJobs";
import { JobProgress } from "./JobProgress";
import { countOf, goodOf, isPreview, jobQuery, jobResult, type Job, type JobService, type JobTicket } from "./jobs";
import type { JudgedRow, RowStatus } from "./outcome";
import { RowsTable, type FirstRows, type RowColumn } from "./RowsTable";
import { readAgain, type Group } from "@/api/keys";
import { saveBlob } from "@/lib/saving";
import { useAct } from "@/lib/useAct";
import { PageHeader } from "@/ui/PageHeader";
import { Problem } from "@/ui/Problem";
import { Score } from "@/ui/Score";
import { TableSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";
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
  limits: string;
  applyText: (count: number) => string;
  /** What the first row of the workbook says; shown until a file is there. */
  columns: ReactNode;
  rowColumns: RowColumn<Row>[];
  /** Where a row became a record of its own. */
  recordOf?: (row: Row) => ReactNode;
  /** Who does the work, and the operation by which it knows such imports. */
  service: JobService;
  kind: string;
  ask: (file: File, dryRun: boolean) => Promise<JobTicket>;
  firstRows: FirstRows<Row>;
  template: () => Promise<Blob>;
}

/** Rows from a workbook: look first at what would become of each, then write, then take the file back. Whoever leaves
 * meanwhile finds the job again in the address and in the list. */
export function ImportDesk<Row extends JudgedRow>(props: Props<Row>) {
  const { t } = useTranslation("imports");
  const [address, setAddress] = useSearchParams();
  const [file, setFile] = useState<File | null>(null);
  const id = address.get("job");
  const { data: job, error } = useQuery({ ...jobQuery(props.service, id ?? ""), enabled: id !== null });
  useReadAgain(job, props.group);
  const ask = useAct({
    act: ({ chosen, dryRun }: { chosen: File; dryRun: boolean }) => props.ask(chosen, dryRun),
    touches: ["jobs"],
    onDone: (ticket) => {
      setAddress({ job: ticket.id });
    },
  });
  const getTemplate = useAct({
    act: async () => {
      saveBlob(await props.template(), props.templateName);
    },
  });
  const isBusy = ask.isBusy || job?.finished_at === null;
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
          accept={`.xlsx,.xls,.csv,${XLSX}`}
          showUploadList={false}
          maxCount={1}
          disabled={isBusy}
          beforeUpload={(chosen) => {
            setFile(chosen);
            ask.run({ chosen, dryRun: true });
            return false;
          }}
        >
          <p className={"ant-upload-drag-icon"}>
            <InboxOutlined />
          </p>
          <p className={layout.breathing}>{file ? t("chosen", { name: file.name }) : t("choose")}</p>
          <p className={classNames("muted", layout.flush)}>{props.limits}</p>
        </Upload.Dragger>
        {[ask, getTemplate].map((act, place) => (
          <Problem key={place} of={act} />
        ))}
        {id === null && !isBusy && props.columns}
        {id === null && !isBusy && (
          <EarlierJobs service={props.service} kind={props.kind} statuses={props.statuses} wordOf={props.wordOf} />
        )}
        {error && <ErrorState error={error} />}
        {(ask.isBusy || (id !== null && !job && !error)) && <TableSkeleton columns={5} rows={6} />}
        {job && !ask.isBusy && <JobProgress job={job} />}
        {job?.state === "done" && !ask.isBusy && (
          <>
            <Outcome
              job={job}
              {...props}
              onApply={
                file && isPreview(job) && goodOf(job) > 0
                  ? () => {
                      ask.run({ chosen: file, dryRun: false });
                    }
                  : undefined
              }
            />
            <RowsTable
              job={job}
              firstRows={props.firstRows}
              columns={props.rowColumns}
              wordOf={props.wordOf}
              recordOf={props.recordOf}
            />
          </>
        )}
      </div>
    </>
  );
}

/** What an import wrote is read again once it is done. */
function useReadAgain(job: Job | undefined, group: Group): void {
  const queries = useQueryClient();
  const written = job?.state === "done" && !isPreview(job) ? job.id : null;
  useEffect(() => {
    if (written !== null) void readAgain(queries, group);
  }, [queries, group, written]);
}

interface OutcomeProps {
  service: JobService;
  job: Job;
  statuses: readonly RowStatus[];
  wordOf: (status: RowStatus, isPreview: boolean) => string;
  applyText: (count: number) => string;
  onApply: (() => void) | undefined;
}

/** How many rows came to what, the file to be taken back, and the next step. */
function Outcome({ service, job, statuses, wordOf, applyText, onApply }: OutcomeProps) {
  const { t } = useTranslation("imports");
  const download = useAct({
    act: async () => {
      const name = (job.file_name ?? t("job.unnamed")).replace(/\.(xlsx?|csv)$/i, "");
      saveBlob(await jobResult(service, job.id), `${name}-${t("annotated")}.xlsx`);
    },
  });
  return (
    <>
      <Problem of={download} />
      <div className={classNames("card row", layout.apartCentred)}>
        <dl className={classNames("row", styles.counts)}>
          {statuses.map((status) => (
            <div key={status}>
              <dt className="muted">{wordOf(status, isPreview(job))}</dt>
              <dd className={layout.flush}>
                <Score value={String(countOf(job, status))} places={0} size="large" />
              </dd>
            </div>
          ))}
        </dl>
        <span className="row">
          <Button
            icon={<DownloadOutlined />}
            loading={download.isBusy}
            onClick={() => {
              download.run();
            }}
          >
            {t("takeBack")}
          </Button>
          {onApply && (
            <Button type="primary" onClick={onApply}>
              {applyText(goodOf(job))}
            </Button>
          )}
        </span>
      </div>
    </>
  );
}
