import { Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ImportedRow, ImportOutcome } from "./queries";
import { showShort } from "@/lib/decimals";
import { StateTag } from "@/ui/StateTag";
import { WideTable } from "@/ui/WideTable";

const TONES = { created: "done", unchanged: "still", refused: "bad" } as const;

/** Each row of the workbook by its number, the faulty ones first to be looked at. */
export function RowsTable({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation("imports");
  const [only, setOnly] = useState<"all" | "refused">("all");
  const rows = outcome.items.filter((row) => only === "all" || row.status === "refused");
  const nameOf = ({ status }: ImportedRow) => t(outcome.dry_run ? `preview.${status}` : status);
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
          { value: "refused", label: t("onlyRefused", { count: outcome.refused }) },
        ]}
      />
      <WideTable<ImportedRow>
        label={t("rows")}
        rowKey="index"
        size="small"
        dataSource={rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t("noneRefused") }}
        columns={[
          { title: t("row"), dataIndex: "row", className: "num", align: "right", width: 72 },
          { title: t("unit"), dataIndex: "unit" },
          { title: t("rule"), dataIndex: "rule_code", responsive: ["md"] },
          {
            title: t("points"),
            align: "right",
            className: "num",
            responsive: ["md"],
            render: (_, row) => (row.points === null ? "–" : `−${showShort(row.points)}`),
          },
          { title: t("result"), render: (_, row) => <StateTag label={nameOf(row)} tone={TONES[row.status]} /> },
          {
            title: t("reason"),
            render: (_, row) =>
              row.number ? <Link to={`/deductions/${row.key}`}>{row.number}</Link> : <Reasons row={row} />,
          },
        ]}
      />
    </div>
  );
}

function Reasons({ row }: { row: ImportedRow }) {
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
