import { useTranslation } from "react-i18next";
import type { Rectification, RectificationRow } from "./queries";
import { useSession } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { classNames } from "@/ui/classNames";
import styles from "./Due.module.css";
import layout from "@/ui/layout.module.css";

const WITH_UNIT: readonly string[] = ["open", "failed", "overdue"];
const SOON_DAYS = 2;

/** The days that counted before, each struck through: a failed re-check or an extension set the next. */
export function EarlierDays({ row }: { row: Rectification }) {
  const { t } = useTranslation("rectifications");
  const days = row.history.filter((step) => step.due_on && step.kind !== "extension_asked").map((step) => step.due_on);
  const earlier = days.filter((day) => day !== row.due_on);
  if (earlier.length === 0) return null;
  return (
    <div className="muted">
      {t("earlier")}{" "}
      {earlier.map((day) => (
        <s key={day} className={classNames("num", styles.former)}>
          {day}
        </s>
      ))}
    </div>
  );
}

/** The last day, how far off it is while the unit has to act, and that it is provisional where holidays are not known. */
export function Due({ row }: { row: RectificationRow }) {
  const { t } = useTranslation("rectifications");
  const session = useSession();
  const today = showDate(session.office_now);
  const left = Math.round((Date.parse(row.due_on) - Date.parse(today)) / 86_400_000);
  const runs = WITH_UNIT.includes(row.state);
  const tone = left < 0 ? layout.wrong : left <= SOON_DAYS ? styles.soon : "muted";
  return (
    <>
      <span className="num">{row.due_on}</span>
      {runs && (
        <span className={tone}>
          {" "}
          {left < 0 ? t("late", { count: -left }) : left === 0 ? t("dueToday") : t("left", { count: left })}
        </span>
      )}
      {row.wanted_due_on && <div className="muted">{t("asksUntil", { on: row.wanted_due_on })}</div>}
      {row.due_is_provisional && <div className="muted">{t("provisional")}</div>}
    </>
  );
}
