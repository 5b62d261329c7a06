import { useTranslation } from "react-i18next";
import type { JudgedRow } from "./judging";
import type { PasteColumn } from "@/lib/pasted";
import { StateTag } from "@/ui/StateTag";
import { WideTable } from "@/ui/WideTable";

const TONES = { created: "done", updated: "done", unchanged: "still", refused: "bad", unread: "bad" } as const;

interface Props {
  columns: readonly PasteColumn[];
  rows: readonly JudgedRow[];
  isPreview: boolean;
}

/** Each row by its place, what becomes of it, and why not. */
export function JudgedRows({ columns, rows, isPreview }: Props) {
  const { t } = useTranslation("pasting");
  return (
    <section className="card" aria-label={t("rows")}>
      <WideTable<JudgedRow>
        label={t("rows")}
        rowKey={({ row }) => row.place}
        dataSource={[...rows]}
        columns={[
          { title: t("place"), className: "num", align: "right", render: (_, { row }) => row.place },
          {
            title: t("result"),
            render: (_, { status }) => (
              <StateTag label={t(isPreview ? `preview.${status}` : `written.${status}`)} tone={TONES[status]} />
            ),
          },
          {
            title: t("reason"),
            render: (_, { reasons }) => reasons.map((reason) => <div key={reason}>{reason}</div>),
          },
          ...columns.map(({ key, label }, column) => ({
            key,
            title: label,
            render: (_: unknown, { row }: JudgedRow) => row.cells[column] ?? "",
          })),
        ]}
      />
    </section>
  );
}
