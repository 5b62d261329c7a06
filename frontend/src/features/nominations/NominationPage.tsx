import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Candidates } from "./Candidates";
import { Funnel } from "./Funnel";
import { roundQuery, STEPS, type Step } from "./queries";
import { StepDialog } from "./StepDialog";
import { OutcomeCard } from "@/ui/OutcomeCard";
import { StateLine } from "@/ui/StateLine";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";
import layout from "@/ui/layout.module.css";

/** What may follow from an appointment to a post of the group. */
const OUTCOMES = {
  chief: ["promoted_chief", "to_important_post"],
  deputy: ["promoted_deputy", "to_important_post"],
} as const;

/** A round from the ranking to the appointment: how many are left, who they are, what comes next. */
export default function NominationPage() {
  const { t, i18n } = useTranslation("nominations");
  const { id = "" } = useParams();
  const [step, choose] = useState<Step | null>(null);
  const round = useQuery(roundQuery(id));
  if (round.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (round.isError) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  const row = round.data;
  const english = i18n.language === "en";
  const next = STEPS.find((name) => row.actions.some((action) => action.name === name && action.allowed));
  return (
    <>
      <PageHeader
        title={t("roundOf", { post: row.post_name })}
        number={row.number}
        trail={[{ label: t("title", { year: row.year }), path: `/nominations?year=${String(row.year)}` }]}
        note={
          <>
            <StateTag label={t(`stages.${row.stage}`)} tone={row.stage === "decided" ? "done" : "open"} />
            {t("roundNote", { vacancies: row.vacancies, least: row.rule.least_slate, most: row.rule.most_slate })}{" "}
            {row.decision_number}
          </>
        }
        actions={
          next && (
            <Button
              type="primary"
              onClick={() => {
                choose(next);
              }}
            >
              {t(`verbs.${next}`)}
            </Button>
          )
        }
      />
      <div className="stack">
        <section className="card" aria-label={t("rule")}>
          <strong>
            {t("article", { title: english ? row.rule.title.en : row.rule.title.zh, number: row.rule.number })}
          </strong>
          <p className={layout.closeUnder}>{english ? row.rule.en : row.rule.zh}</p>
        </section>
        <Funnel round={row} />
        {row.candidates.length === 0 ? (
          <EmptyState title={t("noCandidates")} hint={t("noCandidatesHint")} />
        ) : (
          <Candidates round={row} />
        )}
        {row.stage === "decided" && row.post_group !== "ordinary" && (
          <OutcomeCard
            origin={{ nomination_round_id: row.id }}
            year={row.year}
            kinds={OUTCOMES[row.post_group]}
            cadres={row.candidates
              .filter((candidate) => candidate.is_appointed)
              .map(({ cadre_code, cadre_name }) => ({ code: cadre_code, name: cadre_name }))}
            decisionNumber={row.decision_number}
          />
        )}
        <section className="card" aria-label={t("history")}>
          <strong>{t("history")}</strong>
          <StateLine
            label={t("history")}
            stations={row.steps.map((entry) => ({
              label: t(`stages.${entry.stage}`),
              at: entry.acted_at,
              by: entry.acted_by_name,
              note: entry.reason,
            }))}
          />
        </section>
      </div>
      <StepDialog
        step={step}
        round={row}
        onClose={() => {
          choose(null);
        }}
      />
    </>
  );
}
