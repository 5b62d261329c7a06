import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, type TableProps } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { downloadTable, tableQuery, type ResultTable, type TableRow } from "./queries";
import { useRemarks } from "./tableRows";
import { saveBlob } from "@/lib/saving";
import { useAct } from "@/lib/useAct";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import { Problem } from "@/ui/Problem";
import { Score } from "@/ui/Score";
import { ErrorState } from "@/ui/states";
import { TierMark } from "@/ui/TierMark";
import { WideTable } from "@/ui/WideTable";

type Columns = NonNullable<TableProps<TableRow>["columns"]>;

/** The table that goes to the meeting: what each part of the scheme brings, total, tier and ties. */
export function ClassTable({ resultId }: { resultId: string }) {
  const { t } = useTranslation("results");
  const table = useQuery(tableQuery(resultId));
  const download = useAct({
    act: () => downloadTable(resultId),
    onDone: (file) => {
      saveBlob(file, `${t("table.title")} ${String(table.data?.year ?? "")} ${table.data?.class_code ?? ""}.xlsx`);
    },
  });
  if (table.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (table.isError) return <ErrorState error={table.error} onRetry={() => void table.refetch()} />;
  const isPartlyHidden = table.data.rows.some((row) => row.components === null);
  return (
    <section className={classNames("card stack no-print", layout.roomAbove)} aria-label={t("table.title")}>
      <div className={classNames("row", layout.apartCentred)}>
        <strong>{t("table.title")}</strong>
        <Button
          loading={download.isBusy}
          onClick={() => {
            download.run();
          }}
        >
          {t("excel")}
        </Button>
      </div>
      <Problem of={download} />
      <Lines table={table.data} />
      {isPartlyHidden && <p className="muted">{t("table.hidden")}</p>}
    </section>
  );
}

function Lines({ table }: { table: ResultTable }) {
  const { t } = useTranslation("results");
  const remarks = useRemarks();
  const number = { align: "right" as const, className: "num" };
  const parts: Columns = table.components.map((part) => ({
    title: part.full === null ? part.name : part.name + t("table.of", { full: part.full }),
    ...number,
    render: (_: unknown, row: TableRow) => <Score value={row.components?.[part.code]} />,
  }));
  const unit: Columns = table.subject_kind === "cadre" ? [{ title: t("table.unit"), dataIndex: "unit_name" }] : [];
  const name: Columns[number] = {
    title: t("name"),
    fixed: "left",
    render: (_, row) =>
      row.components === null ? (
        row.name
      ) : (
        <Link to={`/results/${table.result_id}/subjects/${row.subject_code}`}>{row.name}</Link>
      ),
  };
  return (
    <WideTable<TableRow>
      label={t("table.title")}
      rowKey="subject_code"
      dataSource={table.rows}
      columns={[
        { title: t("rank"), ...number, render: (_, row) => row.rank ?? "–" },
        name,
        ...unit,
        ...parts,
        { title: t("total"), ...number, render: (_, row) => <Score value={row.total} /> },
        { title: t("tier"), render: (_, row) => <TierMark tier={row.tier} /> },
        { title: t("table.remark"), render: (_, row) => remarks(row) || "–" },
      ]}
    />
  );
}
