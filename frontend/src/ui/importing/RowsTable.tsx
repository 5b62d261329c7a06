import { Radio, type TableProps } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countOf, type Judged, type JudgedRow, type RowStatus } from "./outcome";
import { StateTag } from "@/ui/StateTag";
import { WideTable } from "@/ui/WideTable";

const TONES = { created: "done", updated: "done", unchanged: "still", refused: "bad" } as const;

export type RowColumn<Row> = NonNullable<TableProps<Row>["columns"]>[number];

interface Props<Row extends JudgedRow> {
  outcome: Judged<Row>;
  columns: RowColumn<Row>[];
  wordOf: (status: RowStatus, isPreview: boolean) => string;
  recordOf: ((row: Row) => ReactNode) | undefined;
}

/** Each row of the workbook by its number, the faulty ones first to be looked at. */
export function RowsTable<Row extends JudgedRow>({ outcome, columns, wordOf, recordOf }: Props<Row>) {
  const { t } = useTranslation("imports");
  const [only, setOnly] = useState<"all" | "refused">("all");
  const rows = outcome.items.filter((row) => only === "all" || row.status === "refused");
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
          { value: "all", label: t("all", { count: outcome.items.length }) },
          { value: "refused", label: t("onlyRefused", { count: countOf(outcome, "refused") }) },
        ]}
      />
      <WideTable<Row>
        label={t("rows")}
        rowKey="row"
        size="small"
        dataSource={rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t("noneRefused") }}
        columns={[
          { title: t("row"), dataIndex: "row", className: "num", align: "right", width: 72 },
          ...columns,
          {
            title: t("result"),
            render: (_, row) => <StateTag label={wordOf(row.status, outcome.dry_run)} tone={TONES[row.status]} />,
          },
          {
            title: t(recordOf ? "reason" : "why"),
            render: (_, row) => recordOf?.(row) ?? <Reasons row={row} />,
          },
        ]}
      />
    </div>
  );
}

function Reasons({ row }: { row: JudgedRow }) {
  const { t } = useTranslation("imports");
  return row.errors.map((error, place) => {
    const column = row.columns.length === row.errors.length ? row.columns[place] : undefined;
    return (
      <div key={`${error.pointer}${error.code}`}>
        {column ? t("fault", { column, message: error.message }) : error.message}
      </div>
    );
  });
}
