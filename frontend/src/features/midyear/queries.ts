import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type Round = Schema<"TargetRoundView">;
export type RoundDetail = Schema<"TargetRoundDetailView">;
export type Kind = Schema<"TargetRoundKind">;
export type Grade = Schema<"AssessmentGrade">;
type RoundEntry = Schema<"TargetRoundEntry">;
export type Assessment = Schema<"AssessmentEntry">;

export const KINDS: readonly Kind[] = ["mid_year", "annual_values"];
export const STATES = ["open", "closed"] as const;
/** The best first. */
export const GRADES: readonly Grade[] = ["excellent", "good", "fair", "poor"];

export interface Filters {
  year?: number;
  kind?: Kind | undefined;
  state?: (typeof STATES)[number] | undefined;
}

export function firstRounds(filters: Filters) {
  return data(api.GET("/api/v1/targets/rounds", { params: { query: { ...filters, limit: 50 } } }));
}

export function readRound(id: string) {
  return data(api.GET("/api/v1/targets/rounds/{round_id}", { params: { path: { round_id: id } } }));
}

export const roundQuery = (id: string) =>
  queryOptions({ queryKey: keys.midyear.one(id), queryFn: () => readRound(id) });

/** How many values of the round's indicators are missing still, over all units that carry them. */
export const missingQuery = ({ year, period, indicator_codes }: Round) =>
  queryOptions({
    queryKey: keys.values.progress(year, period),
    queryFn: async () => {
      const query = { year, value_name: period };
      return (await data(api.GET("/api/v1/targets/value-progress", { params: { query } }))).items;
    },
    select: (items) =>
      items
        .filter((row) => indicator_codes.includes(row.indicator_code))
        .reduce((sum, row) => sum + row.missing_count, 0),
  });

export function openRound(body: RoundEntry) {
  return data(api.POST("/api/v1/targets/rounds", { body }));
}

export function assessUnits(id: string, items: Assessment[]) {
  const params = { path: { round_id: id } };
  const body = { items, dry_run: false, all_or_nothing: true };
  return data(api.POST("/api/v1/targets/rounds/{round_id}/assessments:batch", { params, body }));
}

export function closeRound(id: string) {
  return data(api.POST("/api/v1/targets/rounds/{round_id}:close", { params: { path: { round_id: id } } }));
}
