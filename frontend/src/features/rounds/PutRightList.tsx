import { useTranslation } from "react-i18next";
import { GradeLight } from "./GradeLight";
import { toPutRight } from "./matrix";
import type { Finding } from "./queries";
import { useSession } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { StateTag } from "@/ui/StateTag";
import { EmptyState } from "@/ui/states";
import { UnitLink } from "@/ui/UnitLink";

/** What was found wanting, in words: the red first, each with the day by which it must be put right. */
export function PutRightList({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation("quarterly");
  const today = showDate(useSession().office_now);
  const rows = toPutRight(findings);
  return (
    <section className="card" aria-label={t("putRight")}>
      <strong>{t("putRight")}</strong>
      {rows.length === 0 ? (
        <EmptyState isRelief title={t("allGreen")} />
      ) : (
        <ul className="put-right">
          {rows.map((row) => (
            <li key={row.id}>
              <GradeLight grade={row.grade} />
              <span>
                <UnitLink code={row.unit_code} name={row.unit_name} /> <span className="muted">{row.subject}</span>
                <span className="put-right-text">{row.finding}</span>
              </span>
              {row.due_on && (
                <span className="num put-right-day">
                  {t("dueBy", { day: showDate(row.due_on) })}{" "}
                  {row.due_on < today && <StateTag label={t("dayPassed")} tone="due" />}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
