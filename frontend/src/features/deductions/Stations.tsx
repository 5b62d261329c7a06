import { useTranslation } from "react-i18next";
import { VERBS, type Deduction, type Verb } from "./queries";
import { actionsOf } from "@/lib/actions";
import { StateLine } from "@/ui/StateLine";
import { wordOf } from "@/i18n/words";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** The line of stations, and as sentences what may not be done now and why. */
export function Stations({ row, offered }: { row: Deduction; offered: readonly Verb[] }) {
  const { t } = useTranslation(["deductions", "app"]);
  return (
    <section className="card" aria-label={t("history")}>
      <strong>{t("history")}</strong>
      <StateLine
        label={t("history")}
        stations={row.history.map((step) => ({
          label: t(`states.${step.state}`),
          at: step.at,
          by: step.office === "system" ? t("system") : `${wordOf("app:roles", step.office)} ${step.by ?? ""}`.trim(),
          note: step.reason,
          bad: step.state === "returned",
        }))}
      />
      <NotNow row={row} offered={offered} />
    </section>
  );
}

export function NotNow({ row, offered }: { row: Deduction; offered: readonly Verb[] }) {
  const { t } = useTranslation("deductions");
  return actionsOf(VERBS, row.actions)
    .filter((action) => offered.includes(action.name) && !action.allowed && action.reason)
    .map((action) => (
      <p key={action.name} className={classNames("muted", layout.breathing)}>
        {t("notNow", { verb: t(`verbs.${action.name}`), reason: action.reason })}
      </p>
    ));
}
