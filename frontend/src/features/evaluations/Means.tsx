import { useTranslation } from "react-i18next";
import type { Evaluation } from "./queries";
import { compare, showDecimal } from "@/lib/decimals";
import type { Subject } from "@/lib/subjects";
import { EmptyState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";

type Row = Evaluation["summary"][number];

/** Highest mean first; what is not shown for want of evaluators comes last. */
function byMean(a: Row, b: Row): number {
  if (a.mean === null || b.mean === null) return Number(a.mean === null) - Number(b.mean === null);
  return compare(b.mean, a.mean);
}

/** Of a closed round: how many scored each unit and their mean; single scores are nobody's to see. */
export function Means({ round, subjects }: { round: Evaluation; subjects: readonly Subject[] }) {
  const { t } = useTranslation("evaluations");
  const names = new Map(subjects.map(({ code, name }) => [code, name]));
  const hasOwn = Object.keys(round.own_scores).length > 0;
  const tooFew = <span className="muted">{t("tooFew", { minimum: round.minimum })}</span>;
  return (
    <section aria-label={t("means")}>
      <WideTable<Row>
        label={t("means")}
        rowKey={(row) => row.subject_code}
        dataSource={[...round.summary].sort(byMean)}
        locale={{ emptyText: <EmptyState title={t("nobodyScored")} /> }}
        columns={[
          { title: t("subject"), render: (_, row) => names.get(row.subject_code) ?? row.subject_code },
          {
            title: t("mean"),
            align: "right",
            className: "num",
            render: (_, row) => (row.mean === null ? tooFew : <strong>{showDecimal(row.mean)}</strong>),
          },
          { title: t("count"), align: "right", className: "num", render: (_, row) => row.count ?? "–" },
          ...(hasOwn
            ? [
                {
                  title: t("own"),
                  align: "right" as const,
                  className: "num",
                  render: (_: unknown, row: Row) => round.own_scores[row.subject_code] ?? "–",
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
