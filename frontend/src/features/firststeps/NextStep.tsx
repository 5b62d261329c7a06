import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFirstSteps } from "./queries";
import { nextStep } from "./steps";
import { useBegunYears } from "@/lib/year";
import { EmptyState } from "@/ui/states";

/** Who does what next, as long as no year has begun; after that `children`, that nothing waits. */
export default function NextStep({ children }: { children: ReactNode }) {
  const { t } = useTranslation(["home", "app"]);
  const { steps } = useFirstSteps(useBegunYears().length === 0);
  const next = steps && nextStep(steps);
  if (!next) return children;
  const step = t(`firstSteps.names.${next.name}`);
  const roles = next.roles.map((role) => t(`app:roles.${role}`)).join(t("app:listSeparator"));
  return (
    <EmptyState
      title={next.isOwn ? t("firstSteps.own", { step }) : t("firstSteps.ofOthers", { step, roles })}
      hint={t("firstSteps.hint", { done: steps.filter(({ state }) => state === "done").length, all: steps.length })}
      action={next.isOwn ? <Link to={next.path}>{t("firstSteps.go", { step })}</Link> : undefined}
    />
  );
}
