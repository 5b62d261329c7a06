import i18next from "i18next";
import { firstReports, type ReportRow } from "./queries";
import { keys } from "@/api/keys";
import { showMonth } from "@/lib/dates";
import type { WaitingProvider, WaitingRow } from "@/app/waiting";

const SOON = 10 * 86_400_000;

function row(key: string, report: ReportRow, due: string | null): WaitingRow {
  return {
    key: `report-${report.id}`,
    title: i18next.t(`reports:waiting.${key}`, { unit: report.unit_name, month: showMonth(report.month) }),
    detail: key === "returned" ? (report.return_reason ?? "") : i18next.t(`reports:states.${report.state}`),
    due,
    path: `/reports/${report.id}`,
  };
}

/** Reports that a unit owes within ten days or got back, and reports that the office has to judge. */
export const reportsWaiting: readonly WaitingProvider[] = [
  {
    key: "reports-due",
    permission: "targets:report:submit",
    query: (session) => ({
      queryKey: keys.reports.waiting("due"),
      queryFn: async () => {
        const [awaited, returned] = await Promise.all([firstReports("awaited"), firstReports("returned")]);
        const now = Date.parse(session.office_now);
        return [
          ...returned.items.map((report) => row("returned", report, report.due_at)),
          ...awaited.items
            .filter((report) => Date.parse(report.due_at) - now < SOON)
            .map((report) => row("due", report, report.due_at)),
        ];
      },
    }),
  },
  {
    key: "reports-submitted",
    permission: "targets:report:judge",
    query: () => ({
      queryKey: keys.reports.waiting("submitted"),
      queryFn: async () => {
        const { items } = await firstReports("submitted");
        return items.slice(0, 20).map((report) => row("judge", report, null));
      },
    }),
  },
];
