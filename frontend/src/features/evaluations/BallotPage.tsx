import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { BatchForm } from "./BatchForm";
import { Counts } from "./Counts";
import { ballotQuery, closeBallot, type Ballot } from "./queries";
import { RoundHeader } from "./RoundHeader";
import { BallotRuling, VoidBallot } from "./VoidBallot";
import { useMay } from "@/auth/session";
import { useClassesOf } from "@/lib/rounds";
import { useSubjects } from "@/lib/subjects";
import { ReasonDialog } from "@/ui/dialogs";
import { PageSkeleton, TableSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";

export default function BallotPage() {
  const { id = "" } = useParams();
  const round = useQuery(ballotQuery(id));
  if (round.isPending) return <PageSkeleton />;
  if (round.isError) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  return <Content round={round.data} />;
}

/** Ballots by count: batch after batch is entered while the round is open; counts are shown once it is closed. */
function Content({ round }: { round: Ballot }) {
  const { t } = useTranslation("evaluations");
  const mayCount = useMay()("appraisal:ballot:count");
  const classes = useClassesOf()(round);
  const { subjects, error } = useSubjects(round);
  const [isAsked, ask] = useState(false);
  const isOpen = round.state === "open";
  return (
    <>
      <RoundHeader
        round={round}
        title={t("ballotOf", { classes })}
        kind="society"
        actions={
          isOpen &&
          mayCount && (
            <Button
              onClick={() => {
                ask(true);
              }}
            >
              {t("close.society")}
            </Button>
          )
        }
      />
      <BallotRuling round={round} />
      {round.state === "void" ? (
        <VoidBallot round={round} classes={classes} />
      ) : error ? (
        <ErrorState error={error} />
      ) : subjects === null ? (
        <TableSkeleton columns={round.options.length + 1} />
      ) : !isOpen ? (
        <Counts round={round} subjects={subjects} />
      ) : mayCount ? (
        <BatchForm round={round} subjects={subjects} />
      ) : (
        <section className="card">
          <EmptyState title={t("counting")} hint={t("countingHint", { minimum: round.minimum })} />
        </section>
      )}
      <ReasonDialog
        open={isAsked}
        title={t("closeTitle.society", { classes })}
        confirmText={t("close.society")}
        onConfirm={() => closeBallot(round.id)}
        touches={["evaluations"]}
        onClose={() => {
          ask(false);
        }}
      >
        {t("closeSentence.society")}
      </ReasonDialog>
    </>
  );
}
