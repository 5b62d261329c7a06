import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { calendarQuery, type Calendar } from "./queries";
import { useSession } from "@/auth/session";
import { HeatMonths, HeatStrip, type HeatCell, type HeatTone } from "@/ui/HeatStrip";
import { EmptyState, ErrorState } from "@/ui/states";
import { UnitLink } from "@/ui/UnitLink";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./ReportHeat.module.css";

type Month = Calendar["items"][number]["months"][number];

function toneOf(month: Month, now: string): HeatTone {
  if (month.state === "accepted") return month.is_late ? "late" : "done";
  if (month.state === "submitted") return "open";
  if (month.is_overdue || month.state === "returned") return "bad";
  const untilDue = Date.parse(month.due_at) - Date.parse(now);
  return untilDue < 10 * 86_400_000 ? "due" : "none";
}

export function ReportHeat({ year, unitCode }: { year: number; unitCode?: string }) {
  const { t } = useTranslation("overview");
  const { office_now } = useSession();
  const calendar = useQuery(calendarQuery(year));
  if (calendar.isPending) return <Skeleton active className="card" />;
  if (calendar.isError) return <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />;
  const units = calendar.data.items.filter((unit) => !unitCode || unit.unit_code === unitCode);
  const cells = (months: readonly Month[]): HeatCell[] =>
    months.map((month) => {
      const tone = toneOf(month, office_now);
      return { month: month.month, tone, label: t(`tones.${tone}`) };
    });
  return (
    <section className="card" aria-label={t("reports")}>
      <strong>{t("reports")}</strong>
      <p className={classNames("muted", styles.legend)}>{t("reportsLegend")}</p>
      {units.length === 0 ? (
        <EmptyState title={t("noReports")} />
      ) : (
        <div className={layout.scrolls}>
          <div className="heat-row">
            <span className="heat-name" />
            <HeatMonths />
          </div>
          {units.map((unit) => (
            <div key={unit.unit_code} className="heat-row">
              <span className="heat-name">
                <UnitLink code={unit.unit_code} name={unit.unit_name} />
              </span>
              <HeatStrip cells={cells(unit.months)} label={unit.unit_name} />
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
