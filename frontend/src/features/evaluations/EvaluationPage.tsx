import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Means } from "./Means";
import { closeEvaluation, evaluationQuery, type Evaluation } from "./queries";
import { RoundHeader } from "./RoundHeader";
import { ScoreForm } from "./ScoreForm";
import { TierCards } from "./TierCards";
import { useMay } from "@/auth/session";
import { useClassesOf, useItemOf } from "@/lib/rounds";
import { useSubjects } from "@/lib/subjects";
import { ReasonDialog } from "@/ui/dialogs";
import { PageSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";

export default function EvaluationPage() {
  const { id = "" } = useParams();
  const round = useQuery(evaluationQuery(id));
  if (round.isPending) return <PageSkeleton />;
  if (round.isError) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  return <Content round={round.data} />;
}

/** A leader scores all units of the class on one screen; everybody else sees how many took part, and later the mean. */
function Content({ round }: { round: Evaluation }) {
  const { t } = useTranslation(["evaluations", "app"]);
  const may = useMay();
  const classes = useClassesOf()(round);
  const item = useItemOf(round);
  const { subjects, error } = useSubjects(round);
  const [isAsked, ask] = useState(false);
  const isOpen = round.state === "open";
  const canClose = isOpen && may("appraisal:evaluation:manage");
  return (
    <>
      <RoundHeader
        round={round}
        title={t("leadersOf", { classes })}
        kind="leaders"
        actions={
          canClose && (
            <Button
              type="primary"
              disabled={round.evaluators === 0}
              onClick={() => {
                ask(true);
              }}
            >
              {t("close.leaders")}
            </Button>
          )
        }
      />
      <div className="stack">
        <TierCards round={round} />
        {isOpen && may("appraisal:evaluation:score") ? (
          error ? (
            <ErrorState error={error} />
          ) : subjects && item ? (
            <ScoreForm round={round} subjects={subjects} most={item.points} />
          ) : (
            <PageSkeleton />
          )
        ) : isOpen ? (
          <section className="card">
            <EmptyState title={t("underWay")} hint={t("underWayHint", { minimum: round.minimum })} />
          </section>
        ) : (
          <Means round={round} subjects={subjects ?? []} />
        )}
      </div>
      <ReasonDialog
        open={isAsked}
        title={t("closeTitle.leaders", { classes })}
        confirmText={t("close.leaders")}
        onConfirm={() => closeEvaluation(round.id)}
        touches={["evaluations"]}
        onClose={() => {
          ask(false);
        }}
      >
        {t("closeSentence.leaders", { count: round.evaluators })}
      </ReasonDialog>
    </>
  );
}
