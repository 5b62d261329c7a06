import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StepDialogs } from "./Dialogs";
import { ExtensionDialogs } from "./ExtensionDialogs";
import { VERBS, type Rectification, type RectificationVerb } from "./queries";
import { useMay } from "@/auth/session";
import { actionsOf } from "@/lib/actions";
import { showShort } from "@/lib/decimals";
import { RecordLink } from "@/ui/RecordLink";
import { StateLine } from "@/ui/StateLine";
import { wordOf } from "@/i18n/words";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./Course.module.css";

/** Steps of a rectification: those open to this reader as buttons, the others as sentences with the reason. */
export function Steps({ row }: { row: Rectification }) {
  const { t } = useTranslation("rectifications");
  const [verb, choose] = useState<RectificationVerb | null>(null);
  const actions = actionsOf(VERBS, row.actions);
  const allowed = actions.filter((action) => action.allowed);
  const may = useMay();
  // More time is a matter between the unit and the office; to others it is not even told that they may not.
  const isOf = (name: RectificationVerb): boolean => {
    if (name === "ask_extension") return may("supervision:rectification:report");
    return (name !== "extend" && name !== "decline_extension") || may("supervision:rectification:manage");
  };
  // Somebody waits for these; withdrawing, or more time that nobody asked for, is the office's own wish.
  const isDue = (name: RectificationVerb): boolean =>
    name !== "withdraw" && (name !== "extend" || row.wanted_due_on !== null);
  const close = (): void => {
    choose(null);
  };
  return (
    <>
      {allowed.length > 0 && (
        <div className="row no-print">
          {allowed.map((action, index) => (
            <Button
              key={action.name}
              type={index === 0 && isDue(action.name) ? "primary" : "default"}
              danger={action.name === "withdraw"}
              onClick={() => {
                choose(action.name);
              }}
            >
              {t(`verbs.${action.name}`)}
            </Button>
          ))}
        </div>
      )}
      {actions
        .filter((action) => !action.allowed && isOf(action.name))
        .map((action) => (
          <p key={action.name} className={classNames("muted", layout.breathing)}>
            {t("notNow", { verb: t(`verbs.${action.name}`), reason: action.reason })}
          </p>
        ))}
      <StepDialogs row={row} verb={verb} onClose={close} />
      <ExtensionDialogs row={row} verb={verb} onClose={close} />
    </>
  );
}

const BOTH = ["reported", "passed"] as const;
const AHEAD: Partial<Record<Rectification["state"], readonly ("reported" | "passed")[]>> = {
  open: BOTH,
  failed: BOTH,
  overdue: BOTH,
  reported: ["passed"],
};

/** The line of stations, with what lies ahead, and the further deductions that passed terms brought. */
export function Course({ row }: { row: Rectification }) {
  const { t } = useTranslation(["rectifications", "app", "deductions"]);
  const coming = AHEAD[row.state] ?? [];
  return (
    <>
      <StateLine
        label={t("course")}
        stations={[
          ...row.history.map((step) => ({
            label: step.kind === "moved" ? t(`states.${step.state}`) : t(`steps.${step.kind}`),
            at: step.at,
            by: step.office === "system" ? t("system") : `${wordOf("app:roles", step.office)} ${step.by ?? ""}`.trim(),
            note: [
              (step.kind !== "moved" || step.state !== "open") && step.note,
              step.due_on && t(step.kind === "extension_asked" ? "wanted" : "until", { on: step.due_on }),
            ]
              .filter(Boolean)
              .join(" "),
            bad: step.kind === "moved" && (step.state === "overdue" || step.state === "failed"),
          })),
          ...coming.map((state) => ({ label: t(`ahead.${state}`), at: null })),
        ]}
      />
      {row.further.length > 0 && (
        <ul className={classNames("further", styles.links)}>
          {row.further.map((further) => (
            <li key={further.id}>
              {t("further")}{" "}
              <RecordLink
                number={further.number}
                path={`/deductions/${further.id}`}
                permission="supervision:deduction:read"
              />{" "}
              <span className={classNames("num", layout.wrong)}>−{showShort(further.points)}</span>{" "}
              {t(`deductions:states.${further.state}`)}
            </li>
          ))}
        </ul>
      )}
      {row.state === "overdue" && row.overdue_rule_code === null && <p className="muted">{t("noFurther")}</p>}
    </>
  );
}
