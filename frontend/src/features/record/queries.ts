import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type OutcomeRecord = Schema<"OutcomeRecord">;
export type Outcome = Schema<"OutcomeView">;
export type OutcomeKind = Schema<"OutcomeKind">;
export type RecordSource = Schema<"RecordSource">;

export const SOURCES = ["decided", "imported"] as const satisfies readonly RecordSource[];

export const recordQuery = (from_year: number, to_year: number) =>
  queryOptions({
    queryKey: keys.record.counts(from_year, to_year),
    queryFn: () => data(api.GET("/api/v1/personnel/outcome-record", { params: { query: { from_year, to_year } } })),
  });

export interface OutcomeFilters {
  year: number | undefined;
  kind: OutcomeKind | undefined;
  source: RecordSource | undefined;
}

export function firstOutcomes({ year, kind, source }: OutcomeFilters) {
  return data(api.GET("/api/v1/personnel/outcomes", { params: { query: { year, kind, source, limit: 50 } } }));
}

export type ImportedOutcome = Schema<"ImportedOutcome">;

/** Good rows are written though others are refused. */
export function importOutcomes(items: ImportedOutcome[], dry_run: boolean) {
  return data(api.POST("/api/v1/personnel/outcomes:batch", { body: { items, dry_run, all_or_nothing: false } }));
}
