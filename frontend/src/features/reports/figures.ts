import i18next from "i18next";
import { calendarQuery } from "./queries";
import { keys } from "@/api/keys";
import type { FigureProvider } from "@/app/figures";

/** Monthly reports: how many are in, and how many are late. */
export const reportsFigures: FigureProvider = {
  key: "reports",
  permission: "targets:report:read",
  query: (_session, year) => ({
    queryKey: keys.reports.figures(year),
    queryFn: async ({ client }) => {
      const { items } = await client.ensureQueryData(calendarQuery(year));
      const months = items.flatMap((unit) => unit.months);
      if (months.length === 0) return [];
      const received = months.filter(({ state }) => state === "accepted" || state === "submitted");
      const overdue = months.filter((month) => month.is_overdue && !received.includes(month));
      return [
        {
          key: "received",
          label: i18next.t("reports:figures.received"),
          value: `${String(received.length)} / ${String(months.length)}`,
          detail: i18next.t("reports:figures.late", { count: received.filter(({ is_late }) => is_late).length }),
          path: "/reports",
        },
        {
          key: "overdue",
          label: i18next.t("reports:figures.overdue"),
          value: String(overdue.length),
          path: "/reports",
          isBad: overdue.length > 0,
        },
      ];
    },
  }),
};
