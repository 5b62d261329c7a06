import i18next from "i18next";
import { reportsIn, type ReportRow } from "./queries";
import { keys } from "@/api/keys";
import { earliest, type WaitingProvider, type WaitingRow } from "@/app/waiting";
import { showMonth } from "@/lib/dates";
import { readOpenYears } from "@/lib/year";

type What = "due" | "returned" | "judge" | "late";

const SOON = 10 * 86_400_000;

function nameOf({ unit_name, month }: ReportRow): string {
  return i18next.t("waiting:reports.one", { unit: unit_name, month: showMonth(month) });
}

function group(what: What, year: number, reports: readonly ReportRow[]): WaitingRow[] {
  const [first] = reports;
  if (!first) return [];
  const isOwed = what === "due" || what === "returned";
  return [
    {
      key: `reports-${what}-${String(year)}`,
      count: reports.length,
      title: i18next.t(`waiting:reports.${what}`, { count: reports.length }),
      detail: reports.slice(0, 3).map(nameOf).join(i18next.t("app:listSeparator")),
      due: isOwed ? earliest(reports.map(({ due_at }) => due_at)) : null,
      path: reports.length === 1 ? `/reports/${first.id}` : `/reports?year=${String(year)}`,
    },
  ];
}

/** Reports that a unit owes within ten days or got back; for the office those to judge, and those that are missing. */
export const reportsWaiting: readonly WaitingProvider[] = [
  {
    key: "reports-due",
    permission: "targets:report:submit",
    tells: ["report:awaited", "report:returned"],
    query: (session) => ({
      queryKey: keys.reports.waiting("due"),
      queryFn: async ({ client }) => {
        const soon = Date.parse(session.office_now) + SOON;
        const groups = (await readOpenYears(client)).map(async (year) => {
          const reports = await reportsIn(year, "awaited", "returned");
          const due = reports.filter(({ state, due_at }) => state === "awaited" && Date.parse(due_at) < soon);
          const returned = reports.filter(({ state }) => state === "returned");
          return [...group("due", year, due), ...group("returned", year, returned)];
        });
        return (await Promise.all(groups)).flat();
      },
    }),
  },
  {
    key: "reports-submitted",
    permission: "targets:report:judge",
    tells: ["report:submitted"],
    query: (session) => ({
      queryKey: keys.reports.waiting("submitted"),
      queryFn: async ({ client }) => {
        const now = Date.parse(session.office_now);
        const groups = (await readOpenYears(client)).map(async (year) => {
          const reports = await reportsIn(year, "awaited", "returned", "submitted");
          const submitted = reports.filter(({ state }) => state === "submitted");
          const late = reports.filter(({ state, due_at }) => state !== "submitted" && Date.parse(due_at) < now);
          return [...group("judge", year, submitted), ...group("late", year, late)];
        });
        return (await Promise.all(groups)).flat();
      },
    }),
  },
];
