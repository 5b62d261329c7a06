import { useTranslation } from "react-i18next";
import { sumOf } from "./batches";
import { useNameOption } from "./options";
import type { Ballot } from "./queries";
import type { Subject } from "@/lib/subjects";
import { EmptyState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";

type Row = Ballot["summary"][number];

/** Votes of a closed round by option; what too few have cast is not shown. */
export function Counts({ round, subjects }: { round: Ballot; subjects: readonly Subject[] }) {
  const { t } = useTranslation("evaluations");
  const nameOption = useNameOption();
  const names = new Map(subjects.map(({ code, name }) => [code, name]));
  return (
    <section aria-label={t("counts")}>
      <WideTable<Row>
        label={t("counts")}
        rowKey={(row) => row.subject_code}
        dataSource={round.summary}
        locale={{ emptyText: <EmptyState title={t("nobodyVoted")} /> }}
        columns={[
          { title: t("subject"), render: (_, row) => names.get(row.subject_code) ?? row.subject_code },
          ...round.options.map((option) => ({
            title: nameOption(option),
            align: "right" as const,
            className: "num",
            render: (_: unknown, row: Row) => row.votes?.[option] ?? "–",
          })),
          {
            title: t("sum"),
            align: "right",
            className: "num",
            render: (_, row) =>
              row.votes ? (
                <strong>{sumOf(row.votes)}</strong>
              ) : (
                <span className="muted">{t("tooFewVotes", { minimum: round.minimum })}</span>
              ),
          },
        ]}
      />
    </section>
  );
}
