import type { TableProps } from "antd";
import { useTranslation } from "react-i18next";
import type { SchemeChange } from "./queries";
import { WideTable } from "@/ui/WideTable";
import "@/ui/list.css";
import { wordOf } from "@/i18n/words";

type Row = SchemeChange & { row?: number | null };

/** Differences item by item: what it was, what it is. */
export function ChangesTable({
  label,
  changes,
  hasRows,
}: {
  label: string;
  changes: readonly Row[];
  hasRows?: boolean;
}) {
  const { t } = useTranslation("cycle");
  const columns: NonNullable<TableProps<Row>["columns"]> = [
    {
      title: t("item"),
      className: "decision-cell",
      render: (_, change) =>
        change.code ? (
          <>
            {change.name}
            {change.name !== change.code && <div className="muted num">{change.code}</div>}
          </>
        ) : (
          <strong>{t("whole")}</strong>
        ),
    },
    { title: t("whatChanged"), render: (_, change) => nameWhat(change) },
    { title: t("old"), className: "wrap-cell", render: (_, change) => <Words text={change.old} isOld /> },
    { title: t("new"), className: "wrap-cell", render: (_, change) => <Words text={change.new} /> },
  ];
  if (hasRows) {
    columns.unshift({ title: t("row"), className: "num", align: "right", render: (_, change) => change.row ?? "–" });
  }
  const nameWhat = ({ what, detail }: Row): string => {
    if (what === "whole") return wordOf("cycle:wholes", detail);
    const word = wordOf("cycle:what", what);
    return detail ? `${word} · ${detail}` : word;
  };
  return (
    <WideTable<Row>
      label={label}
      size="small"
      rowKey={(change) => `${change.pointer} ${change.what} ${change.detail}`}
      columns={columns}
      dataSource={[...changes]}
    />
  );
}

function Words({ text, isOld }: { text: string | null; isOld?: boolean }) {
  if (text === null) return <span className="muted">–</span>;
  return <span className={isOld ? "muted" : ""}>{text}</span>;
}
