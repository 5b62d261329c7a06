import i18next from "i18next";
import { readProgress, type Progress } from "./queries";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";
import type { WaitingProvider, WaitingRow } from "@/app/waiting";
import type { Session } from "@/auth/session";
import { everyRow } from "@/lib/pages";
import { sayValueName } from "@/lib/valueNames";

/** The years whose values are still entered and confirmed. */
async function readOpenYears(): Promise<number[]> {
  const { items } = await data(api.GET("/api/v1/targets/years", { params: { query: { limit: 50 } } }));
  return items.filter(({ phase }) => phase === "running" || phase === "year_end").map(({ year }) => year);
}

/** Indicators that the unit of the reader answers for; of the others the values are only read. */
async function readOwnedCodes(year: number, { unit }: Session): Promise<Set<string>> {
  if (unit === null) return new Set();
  const query = { year, owner_unit_code: unit.code, limit: 200 };
  const owned = await everyRow(await data(api.GET("/api/v1/targets/indicators", { params: { query } })));
  return new Set(owned.map(({ code }) => code));
}

/** One row for each value, such as the year's own, over all indicators. */
export function groupByName(
  kind: "enter" | "confirm",
  year: number,
  progress: readonly Progress[],
  countOf: (row: Progress) => number,
): WaitingRow[] {
  const open = progress.filter((row) => countOf(row) > 0);
  return [...new Set(open.map(({ value_name }) => value_name))].map((name) => {
    const rows = open.filter(({ value_name }) => value_name === name);
    const count = rows.reduce((sum, row) => sum + countOf(row), 0);
    return {
      key: `values-${kind}-${String(year)}-${name}`,
      title: i18next.t(`waiting:values.${kind}`, { period: sayValueName(name), count }),
      detail: i18next.t("waiting:values.of", { indicators: rows.length }),
      due: null,
      path: `/values?year=${String(year)}&period=${name}&show=${kind === "enter" ? "missing" : "waiting"}`,
    };
  });
}

/** For owners the values that are due and missing, for the verification team those that were entered. */
export const valuesWaiting: readonly WaitingProvider[] = [
  {
    key: "values-enter",
    permission: "targets:value:enter",
    query: (session) => ({
      queryKey: keys.values.waiting("enter"),
      queryFn: async () => {
        const years = await readOpenYears();
        const rows = await Promise.all(
          years.map(async (year) => {
            const [progress, owned] = await Promise.all([readProgress(year), readOwnedCodes(year, session)]);
            const own = progress.filter((row) => owned.has(row.indicator_code));
            return groupByName("enter", year, own, (row) => row.missing_count);
          }),
        );
        return rows.flat();
      },
    }),
  },
  {
    key: "values-confirm",
    permission: "targets:value:confirm",
    query: () => ({
      queryKey: keys.values.waiting("confirm"),
      queryFn: async () => {
        const years = await readOpenYears();
        const rows = await Promise.all(
          years.map(async (year) => groupByName("confirm", year, await readProgress(year), (row) => row.waiting_count)),
        );
        return rows.flat();
      },
    }),
  },
];
