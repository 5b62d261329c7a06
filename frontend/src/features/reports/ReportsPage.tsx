import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { byClass, toneOf } from "./months";
import { calendarQuery, type CalendarRow, type ReportMonth } from "./queries";
import { UnitMonths } from "./UnitMonths";
import { useMay, useSession } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showMonth, showTime } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { HeatMonths, HeatStrip, type HeatCell } from "@/ui/HeatStrip";
import { PageHeader } from "@/ui/PageHeader";
import { EmptyState, ErrorState } from "@/ui/states";
import layout from "@/ui/layout.module.css";
import styles from "./ReportsPage.module.css";

/** The year's reports: a strip of twelve months for each unit, or one unit's twelve months. */
export default function ReportsPage() {
  const { t } = useTranslation("reports");
  const session = useSession();
  const mayJudge = useMay()("targets:report:judge");
  const [year] = useYear();
  const [unit, setUnit] = useUrlState("unit");
  const calendar = useQuery(calendarQuery(year));
  const rows = calendar.data?.items ?? [];
  const waiting = rows.flatMap((row) => row.months).filter((month) => month.state === "submitted").length;
  const chosen = rows.find((row) => row.unit_code === unit) ?? (rows.length === 1 ? rows[0] : undefined);
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("asOf", { time: showTime(session.office_now) })}
        actions={
          mayJudge && <Link to={`/reports/submitted?year=${String(year)}`}>{t("toSubmitted", { count: waiting })}</Link>
        }
      />
      {calendar.isPending ? (
        <Skeleton active paragraph={{ rows: 10 }} />
      ) : calendar.isError ? (
        <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState title={t("empty")} hint={t("emptyHint")} />
      ) : (
        <div className="stack">
          {rows.length > 1 && (
            <div className="row">
              <Select
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                placeholder={t("allUnits")}
                aria-label={t("unit")}
                value={chosen?.unit_code}
                onChange={(value: string | undefined) => {
                  setUnit(value);
                }}
                options={rows.map((row) => ({ value: row.unit_code, label: `${row.unit_code} ${row.unit_name}` }))}
                className={layout.choiceField}
              />
              <span className="muted">{t("legend")}</span>
            </div>
          )}
          {chosen ? <UnitMonths row={chosen} /> : <Classes rows={rows} />}
        </div>
      )}
    </>
  );
}

function Classes({ rows }: { rows: readonly CalendarRow[] }) {
  const { t } = useTranslation("reports");
  const className = useClassNames();
  return byClass(rows).map((group) => (
    <section className="card" key={group.code} aria-label={group.code ?? t("noClass")}>
      <strong>{group.code === null ? t("noClass") : className(group.code)}</strong>
      <span className="muted"> {t("units", { count: group.rows.length })}</span>
      <div className={styles.months}>
        <div className="heat-row">
          <span className="heat-name" />
          <HeatMonths />
        </div>
        {group.rows.map((row) => (
          <Strip key={row.unit_code} row={row} />
        ))}
      </div>
    </section>
  ));
}

function Strip({ row }: { row: CalendarRow }) {
  const { t } = useTranslation("reports");
  const { office_now } = useSession();
  const [year] = useYear();
  const cell = (month: ReportMonth): HeatCell => {
    const tone = toneOf(month, office_now);
    return { month: month.month, tone, label: t(`tones.${tone}`) };
  };
  const sum = (key: "yellow_count" | "red_count"): number => row.months.reduce((total, month) => total + month[key], 0);
  const latest = row.months.filter((month) => month.state === "submitted").at(0);
  return (
    <div className="heat-row">
      <Link to={`/reports?year=${String(year)}&unit=${row.unit_code}`} className="heat-name">
        {row.unit_name}
      </Link>
      <HeatStrip cells={row.months.map(cell)} label={row.unit_name} />
      <span className="muted num">{t("lightsOfYear", { yellow: sum("yellow_count"), red: sum("red_count") })}</span>
      {latest && (
        <Link to={`/reports/${latest.report_id}`} className={layout.oneLine}>
          {t("openMonth", { month: showMonth(latest.month) })}
        </Link>
      )}
    </div>
  );
}
