import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { AmendDialog } from "./AmendDialog";
import { AmendmentList } from "./AmendmentList";
import { LetterCard } from "./LetterCard";
import { issuePlan, planQuery } from "./queries";
import { TargetTable } from "./TargetTable";
import { showTime } from "@/lib/dates";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";
import layout from "@/ui/layout.module.css";

/** A plan: its targets with what they were before, its amendments, and the letter that was signed for it. */
export default function PlanPage() {
  const { t } = useTranslation("plans");
  const { id = "" } = useParams();
  const go = useNavigate();
  const [step, choose] = useState<"issue" | "amend" | null>(null);
  const plan = useQuery(planQuery(id));
  if (plan.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  const row = plan.data;
  const may = (name: string): boolean => row.actions.some((action) => action.name === name && action.allowed);
  const isWaiting = row.amendments.some((amendment) => amendment.state === "proposed");
  const amendments = <AmendmentList plan={row} />;
  const close = (): void => {
    choose(null);
  };
  return (
    <>
      <PageHeader
        title={t("planOf", { name: row.subject_name, year: row.year })}
        number={t("issueOf", { version: row.issue_version })}
        trail={[{ label: t("title", { year: row.year }), path: "/plans" }]}
        note={
          <>
            <StateTag label={t(`states.${row.state}`)} tone={row.state === "issued" ? "done" : "open"} />
            {t(`planLevels.${row.level}`)} {t("draftedBy", { name: row.drafted_by_name })}{" "}
            {row.issued_at && t("issuedBy", { name: row.issued_by_name, time: showTime(row.issued_at) })}
          </>
        }
        actions={
          <>
            {may("rewrite") && (
              <Button
                onClick={() => {
                  void go(`/plans/new?draft=${row.id}`);
                }}
              >
                {t("rewrite")}
              </Button>
            )}
            {may("amend") && (
              <Button
                onClick={() => {
                  choose("amend");
                }}
              >
                {t("amend")}
              </Button>
            )}
            {may("issue") && (
              <Button
                type="primary"
                onClick={() => {
                  choose("issue");
                }}
              >
                {t("issue")}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        {row.letter && <LetterCard letter={row.letter} />}
        {isWaiting && amendments}
        {row.targets.length === 0 ? <EmptyState title={t("noTargets")} /> : <TargetTable plan={row} />}
        {!isWaiting && amendments}
      </div>
      <ReasonDialog
        open={step === "issue"}
        title={t("askIssue", { name: row.subject_name })}
        confirmText={t("issue")}
        onConfirm={() => issuePlan(row.id)}
        touches={["plans"]}
        onClose={close}
      >
        <p className={layout.flush}>{t("issueEffect", { count: row.target_count })}</p>
      </ReasonDialog>
      <AmendDialog open={step === "amend"} plan={row} onClose={close} />
    </>
  );
}
