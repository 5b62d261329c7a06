import { Radio, type TableProps } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countOf, isPreview, type Job } from "./jobs";
import type { JudgedRow, RowStatus } from "./outcome";
import { keys } from "@/api/keys";
import { DataList, type ListPage } from "@/ui/DataList";
import { StateTag } from "@/ui/StateTag";

const TONES = { created: "done", updated: "done", unchanged: "still", refused: "bad" } as const;

export type RowColumn<Row> = NonNullable<TableProps<Row>["columns"]>[number];

/** The rows of a job from the first one on, all or those that were refused. */
export type FirstRows<Row> = (job: string, status: "refused" | undefined) => Promise<ListPage<Row>>;

interface Props<Row extends JudgedRow> {
  job: Job;
  firstRows: FirstRows<Row>;
  columns: RowColumn<Row>[];
  wordOf: (status: RowStatus, isPreview: boolean) => string;
  recordOf: ((row: Row) => ReactNode) | undefined;
}

/** Each row of the workbook by its number; the faulty ones can be looked at alone. */
export function RowsTable<Row extends JudgedRow>({ job, firstRows, columns, wordOf, recordOf }: Props<Row>) {
  const { t } = useTranslation("imports");
  const [only, setOnly] = useState<"all" | "refused">("all");
  const status = only === "refused" ? only : undefined;
  return (
    <div className="card stack">
      <Radio.Group
        aria-label={t("show")}
        optionType="button"
        value={only}
        onChange={(event) => {
          setOnly(event.target.value as "all" | "refused");
        }}
        options={[
          { value: "all", label: t("all", { count: job.done_count }) },
          { value: "refused", label: t("onlyRefused", { count: countOf(job, "refused") }) },
        ]}
      />
      <DataList<Row>
        caption={t("rows")}
        queryKey={keys.jobs.rows(job.id, status)}
        firstPage={() => firstRows(job.id, status)}
        rowKey={(row) => row.row.toString()}
        empty={{ title: t("noneRefused") }}
        columns={[
          { title: t("row"), dataIndex: "row", className: "num", align: "right", width: 72 },
          ...columns,
          {
            title: t("result"),
            render: (_, row) => <StateTag label={wordOf(row.status, isPreview(job))} tone={TONES[row.status]} />,
          },
          {
            title: t(recordOf ? "reason" : "why"),
            render: (_, row) => recordOf?.(row) || <Reasons row={row} />,
          },
        ]}
      />
    </div>
  );
}

function Reasons({ row }: { row: JudgedRow }) {
  const { t } = useTranslation("imports");
  const reasons = row.errors.map((error, place) => {
    const column = row.columns.length === row.errors.length ? row.columns[place] : undefined;
    return (
      <div key={`${error.pointer}${error.code}`}>
        {column ? t("fault", { column, message: error.message }) : error.message}
      </div>
    );
  });
  return (
    <>
      {reasons}
      {row.notes.map((note) => (
        <div key={note} className="muted">
          {note}
        </div>
      ))}
    </>
  );
}
