import { api, data, type Schema } from "@/api/client";

export type UnitTier = Schema<"UnitTierView">;

export interface HistoryFilters {
  year: number | undefined;
  unit: string | undefined;
}

export function firstTiers({ year, unit }: HistoryFilters) {
  return data(api.GET("/api/v1/personnel/unit-tiers", { params: { query: { year, unit_code: unit, limit: 100 } } }));
}

/** Good rows are written though others are refused. */
export function importHistory(items: Schema<"HistoryRow">[], dry_run: boolean) {
  return data(api.POST("/api/v1/personnel/history:batch", { body: { items, dry_run, all_or_nothing: false } }));
}
