import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Checklist } from "./Checklist";
import { advanceYear, changeYear, phaseAfter, PHASES, yearQuery, type YearChange, type YearDetail } from "./queries";
import { YearFields } from "./YearFields";
import { showDate } from "@/lib/dates";
import { ReasonDialog } from "@/ui/dialogs";
import { FormDialog } from "@/ui/FormDialog";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import layout from "@/ui/layout.module.css";

/** One appraisal year: its phases, its settings, and what the present phase has left open. */
export default function YearPage() {
  const { t } = useTranslation(["years", "app"]);
  const { year: named = "" } = useParams();
  const [step, choose] = useState<"advance" | "change" | null>(null);
  const found = useQuery(yearQuery(Number(named)));
  if (found.isPending) return <PageSkeleton />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const year = found.data;
  const next = phaseAfter(year.phase);
  const may = (name: string): boolean => year.actions.some((action) => action.name === name && action.allowed);
  const close = (): void => {
    choose(null);
  };
  return (
    <>
      <PageHeader
        title={year.name}
        number={String(year.year)}
        trail={[{ label: t("title"), path: "/years" }]}
        note={t("openedNote", { name: year.opened_by_name })}
        actions={
          <>
            {may("change") && (
              <Button
                onClick={() => {
                  choose("change");
                }}
              >
                {t("change")}
              </Button>
            )}
            {next && may("advance") && (
              <Button
                type="primary"
                onClick={() => {
                  choose("advance");
                }}
              >
                {t(`advance.${next as Later}`)}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        <section className="card stack" aria-label={t("phase")}>
          <Phases year={year} />
          <span>{t("settings", { day: year.report_due_day, percent: year.yellow_percent })}</span>
          {!may("change") && <span className="muted">{t("fixed")}</span>}
        </section>
        {year.open_matters.length > 0 && (
          <section className="stack" aria-label={t("checklist")}>
            <h2 className={layout.flush}>{t("checklist")}</h2>
            <p className={layout.flush}>{t("checklistNote")}</p>
            <Checklist year={year} />
          </section>
        )}
      </div>
      {next && <AdvanceDialog open={step === "advance"} year={year} next={next as Later} onClose={close} />}
      <FormDialog<YearChange>
        open={step === "change"}
        title={t("changeOf", { year: year.year })}
        confirmText={t("app:save")}
        initialValues={{
          name: year.name,
          report_due_day: year.report_due_day,
          yellow_percent: year.yellow_percent,
        }}
        onSubmit={(values) => changeYear(year, values)}
        touches={["years"]}
        onClose={close}
      >
        <YearFields />
      </FormDialog>
    </>
  );
}

type Later = Exclude<YearDetail["phase"], "preparation">;

/** The phases in their order, the present one with the time since when. */
function Phases({ year }: { year: YearDetail }) {
  const { t } = useTranslation("years");
  const reached = PHASES.indexOf(year.phase);
  return (
    <div className="row" role="list" aria-label={t("phase")}>
      {PHASES.map((phase, index) => (
        <span key={phase} role="listitem" aria-current={index === reached ? "step" : undefined}>
          <StateTag
            label={
              index === reached
                ? t("phaseSince", { phase: t(`phases.${phase}`), day: showDate(year.phase_since) })
                : t(`phases.${phase}`)
            }
            tone={index < reached ? "done" : index === reached ? "open" : "still"}
          />
        </span>
      ))}
    </div>
  );
}

interface AdvanceProps {
  open: boolean;
  year: YearDetail;
  next: Later;
  onClose: () => void;
}

function AdvanceDialog({ open, year, next, onClose }: AdvanceProps) {
  const { t } = useTranslation("years");
  const left = year.open_matters.filter((matter) => matter.count > 0);
  return (
    <ReasonDialog
      open={open}
      title={t("askAdvance", { year: year.year, phase: t(`phases.${next}`) })}
      confirmText={t(`advance.${next}`)}
      danger={left.length > 0}
      onConfirm={() => advanceYear(year, next)}
      touches={["years", "reports", "plans"]}
      onClose={onClose}
    >
      <p>{t(`effects.${next}`)}</p>
      {left.length > 0 && (
        <>
          <p>{t("stillOpen")}</p>
          <ul>
            {left.map(({ name, count }) => (
              <li key={name}>
                {t(`matters.${name}`)}: {t("leftCount", { count })}
              </li>
            ))}
          </ul>
        </>
      )}
    </ReasonDialog>
  );
}
