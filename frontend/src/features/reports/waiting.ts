import i18next from "i18next";
import { firstReports, type ReportRow } from "./queries";
import { keys } from "@/api/keys";
import { showMonth } from "@/lib/dates";
import type { WaitingProvider, WaitingRow } from "@/app/waiting";
import { loadTexts } from "@/i18n";

const SOON = 10 * 86_400_000;

async function row(key: "due" | "returned" | "judge", report: ReportRow, due: string | null): Promise<WaitingRow> {
  await loadTexts(["reports"]);
  return {
    key: `report-${report.id}`,
    title: i18next.t(`waiting:reports.${key}`, { unit: report.unit_name, month: showMonth(report.month) }),
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
        const { items } = await firstReports("awaited", "returned");
        const now = Date.parse(session.office_now);
        const wanted = items.filter(({ state, due_at }) => state === "returned" || Date.parse(due_at) - now < SOON);
        return Promise.all(
          wanted.map((report) => row(report.state === "returned" ? "returned" : "due", report, report.due_at)),
        );
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
        return Promise.all(items.slice(0, 20).map((report) => row("judge", report, null)));
      },
    }),
  },
];
