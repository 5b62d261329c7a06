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
