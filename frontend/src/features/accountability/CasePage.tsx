import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { caseQuery, closeCase, stepsLeft, TONES } from "./queries";
import { StepDialog } from "./StepDialog";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateLine } from "@/ui/StateLine";
import { ErrorState } from "@/ui/states";
import { StateTag } from "@/ui/StateTag";

/** One case: what was decided, what of it was carried out and when, and what may be done now. */
export default function CasePage() {
  const { t } = useTranslation(["accountability", "app", "proposals"]);
  const { id = "" } = useParams();
  const [step, choose] = useState<"take_step" | "close" | null>(null);
  const found = useQuery(caseQuery(id));
  if (found.isPending) return <PageSkeleton />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const row = found.data;
  const left = stepsLeft(row);
  const mayDo = (name: string): boolean => row.actions.some((action) => action.name === name && action.allowed);
  const close = (): void => {
    choose(null);
  };
  const stations = [
    { label: t("opened"), at: row.opened_at },
    ...row.steps.map((taken) => ({
      label: t(`proposals:steps.${taken.step}`),
      at: taken.taken_on,
      by: taken.taken_by_name,
      note: taken.reason,
    })),
    ...left.map((one) => ({ label: t(`proposals:steps.${one}`), at: null })),
    ...(row.state === "closed" ? [{ label: t("states.closed"), at: row.closed_at, note: row.closed_reason }] : []),
    ...(row.state === "withdrawn" ? [{ label: t("states.withdrawn"), at: row.updated_at, bad: true }] : []),
  ];
  return (
    <>
      <PageHeader
        title={t("caseOf", { unit: row.unit_name })}
        number={row.number}
        trail={[{ label: t("title", { year: row.year }), path: `/accountability-cases?year=${String(row.year)}` }]}
        note={
          <>
            <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />
            {t("caseNote", { count: row.lagging_years, number: row.decision_number ?? "–" })}{" "}
            <Link to={`/proposals/${row.proposal_id}`}>{t("toDecision")}</Link>
          </>
        }
        actions={
          <>
            {mayDo("close") && (
              <Button
                onClick={() => {
                  choose("close");
                }}
              >
                {t("close")}
              </Button>
            )}
            {mayDo("take_step") && left.length > 0 && (
              <Button
                type="primary"
                onClick={() => {
                  choose("take_step");
                }}
              >
                {t("takeStep")}
              </Button>
            )}
          </>
        }
      />
      <section className="card stack" aria-label={t("steps")}>
        <strong>{t("steps")}</strong>
        <StateLine label={t("steps")} stations={stations} />
      </section>
      <StepDialog open={step === "take_step"} case={row} left={left} onClose={close} />
      <ReasonDialog
        open={step === "close"}
        title={t("closeOf", { number: row.number, unit: row.unit_name })}
        confirmText={t("close")}
        danger={left.length > 0}
        reasonLabel={t("reason")}
        onConfirm={(reason) => closeCase(row.id, reason)}
        touches={["accountability"]}
        onClose={close}
      >
        {left.length > 0
          ? t("closeEarly", {
              count: left.length,
              steps: left.map((one) => t(`proposals:steps.${one}`)).join(t("app:listSeparator")),
            })
          : t("closeEffect")}
      </ReasonDialog>
    </>
  );
}
