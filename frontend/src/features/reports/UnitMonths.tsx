import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { toneOf } from "./months";
import type { CalendarRow, ReportMonth } from "./queries";
import { LightSign } from "./LightSign";
import { useSession } from "@/auth/session";
import { showMonth, showTime } from "@/lib/dates";
import { HeatStrip } from "@/ui/HeatStrip";
import { StateTag } from "@/ui/StateTag";
import { WideTable } from "@/ui/WideTable";
import "./reports.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

const TONES = { done: "done", late: "done", open: "open", due: "due", bad: "bad", none: "still" } as const;

/** One unit's twelve months, each one click from its report. */
export function UnitMonths({ row }: { row: CalendarRow }) {
  const { t } = useTranslation("reports");
  const { office_now } = useSession();
  const label = (month: ReportMonth): string => t(`tones.${toneOf(month, office_now)}`);
  return (
    <section className="stack" aria-label={row.unit_name}>
      <div className={classNames("card row", layout.centred)}>
        <strong>{row.unit_name}</strong>
        <HeatStrip
          label={row.unit_name}
          cells={row.months.map((month) => ({
            month: month.month,
            tone: toneOf(month, office_now),
            label: label(month),
          }))}
        />
      </div>
      <WideTable<ReportMonth>
        label={row.unit_name}
        rowKey={(month) => month.report_id}
        dataSource={row.months}
        columns={[
          {
            title: t("month"),
            render: (_, month) => <Link to={`/reports/${month.report_id}`}>{showMonth(month.month)}</Link>,
          },
          {
            title: t("state"),
            render: (_, month) => (
              <>
                <StateTag label={label(month)} tone={TONES[toneOf(month, office_now)]} />
                <div className="muted num month-due">{showTime(month.due_at)}</div>
              </>
            ),
          },
          { title: t("due"), className: "num", responsive: ["md"], render: (_, month) => showTime(month.due_at) },
          {
            title: t("lights.yellow"),
            className: "num",
            render: (_, month) => (month.yellow_count ? <LightSign light="yellow" count={month.yellow_count} /> : "–"),
          },
          {
            title: t("lights.red"),
            className: "num",
            render: (_, month) => (month.red_count ? <LightSign light="red" count={month.red_count} /> : "–"),
          },
        ]}
      />
    </section>
  );
}
