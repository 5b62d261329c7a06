import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { noteOpened } from "./opened";
import { useFirstSteps } from "./queries";
import { nextStep, type PlacedStep } from "./steps";
import styles from "./FirstStepsPage.module.css";
import { useBrought } from "@/app/feature";
import { isOpen } from "@/app/pages";
import { useSession } from "@/auth/session";
import { PageHeader } from "@/ui/PageHeader";
import { CardSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";
import { StateTag, type Tone } from "@/ui/StateTag";

const TONES: Readonly<Record<PlacedStep["state"], Tone>> = { open: "still", begun: "open", done: "done" };

/** What a county does before its first year runs: each step with its state, who takes it, and the way there. */
export default function FirstStepsPage() {
  const { t } = useTranslation("firststeps");
  const { steps, error, retry } = useFirstSteps();
  useEffect(noteOpened, []);
  const done = steps?.filter(({ state }) => state === "done").length ?? 0;
  const isDone = steps !== null && done === steps.length;
  const next = steps ? nextStep(steps) : undefined;
  return (
    <>
      <PageHeader title={t("title")} note={steps && (isDone ? t("allDone") : t("note", { done, all: steps.length }))} />
      {error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : steps ? (
        <ol className={styles.steps} aria-label={t("title")}>
          {steps.map((step) => (
            <Step key={step.name} step={step} isNext={step === next} />
          ))}
        </ol>
      ) : (
        <CardSkeleton rows={8} />
      )}
    </>
  );
}

function Step({ step, isNext }: { step: PlacedStep; isNext: boolean }) {
  const { t } = useTranslation(["firststeps", "home", "app"]);
  const session = useSession();
  const page = useBrought("pages").find(({ path }) => path === step.path);
  const roles = step.roles.map((role) => t(`app:roles.${role}`)).join(t("app:listSeparator"));
  const name = t(`home:firstSteps.names.${step.name}`);
  return (
    <li className="card" data-state={step.state} aria-current={isNext ? "step" : undefined}>
      <div className="row">
        <strong>{name}</strong>
        <StateTag label={t(`states.${step.state}`)} tone={TONES[step.state]} />
        {step.count > 0 && <span className="num muted">{t("count", { count: step.count })}</span>}
      </div>
      <p className={styles.what}>{t(`what.${step.name}`)}</p>
      <div className="row">
        <span className="muted">{step.isOwn ? t("byYou", { roles }) : t("by", { roles })}</span>
        {page && isOpen(page, session) && (
          <Link to={step.path}>{step.isOwn && step.state !== "done" ? t("go", { name }) : t("see", { name })}</Link>
        )}
      </div>
    </li>
  );
}
