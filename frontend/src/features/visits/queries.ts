import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

export type Visit = Schema<"VisitView">;
export type VisitRow = Schema<"VisitRow">;
export type VisitEntry = Schema<"VisitEntry">;
export type VisitKind = Schema<"VisitKind">;
export type CameOfIt = Schema<"DeductionRow">;

export const KINDS: readonly VisitKind[] = ["open", "covert", "follow_up"];

export interface VisitFilters {
  year: number;
  month: number | undefined;
  kind: VisitKind | undefined;
  unit: string | undefined;
}

/** The first and the last day of a month. */
export function daysOf(year: number, month: number): { from_on: string; to_on: string } {
  const day = (date: number): string => new Date(date).toISOString().slice(0, 10);
  return { from_on: day(Date.UTC(year, month - 1, 1)), to_on: day(Date.UTC(year, month, 0)) };
}

export function firstVisits({ year, month, kind, unit }: VisitFilters) {
  const days = month ? daysOf(year, month) : {};
  const query = { year, kind, unit_code: unit, limit: 50, ...days };
  return data(api.GET("/api/v1/supervision/visits", { params: { query } }));
}

/** A deduction that came of a visit is always one of the unit that was visited. */
export const cameOfQuery = ({ id, unit_code }: Pick<Visit, "id" | "unit_code">) =>
  queryOptions({
    queryKey: keys.visits.deductions(id),
    queryFn: async () => {
      const query = { visit_id: id, unit_code, limit: 100 };
      return everyRow(await data(api.GET("/api/v1/supervision/deductions", { params: { query } })));
    },
  });

export function recordVisit(body: VisitEntry) {
  return data(api.POST("/api/v1/supervision/visits", { body }));
}
