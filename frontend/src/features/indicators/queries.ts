import { api, data, ifMatch, type Schema } from "@/api/client";
import { enterNew, type BatchOf } from "@/lib/entering";
import { placeRefusal } from "@/lib/refusals";

export type Indicator = Schema<"IndicatorView">;
export type IndicatorEntry = Schema<"IndicatorEntry">;
export type IndicatorChange = Schema<"IndicatorChange">;
export type Outcome = Schema<"BatchOutcome">;
export type RowOutcome = Schema<"RowOutcome">;

export const DIRECTIONS = ["higher", "lower"] as const satisfies readonly Schema<"Direction">[];
export const SCOPES = ["common", "specific"] as const satisfies readonly Schema<"GoalScope">[];
export const KINDS = ["quantity", "task"] as const satisfies readonly Schema<"IndicatorKind">[];

export interface IndicatorFilters {
  year: number;
  search: string | undefined;
  owner: string | undefined;
}

export function firstIndicators({ year, search, owner }: IndicatorFilters) {
  return data(
    api.GET("/api/v1/targets/indicators", {
      params: { query: { year, search, owner_unit_code: owner, limit: 100 } },
    }),
  );
}

const send = (body: BatchOf<IndicatorEntry>): Promise<Outcome> =>
  data(api.POST("/api/v1/targets/indicators:batch", { body }));

/** Good rows are written, the others told with their reasons. */
export function enterIndicators(items: IndicatorEntry[], dryRun: boolean): Promise<Outcome> {
  return send({ items, dry_run: dryRun, all_or_nothing: false });
}

export function createIndicator(entry: IndicatorEntry, taken: string): Promise<void> {
  const fields = { unknown_unit: "/owner_unit_code" };
  return enterNew(entry, { fields, write: send }, { pointer: "/code", message: taken });
}

export function changeIndicator({ id, version }: Indicator, body: IndicatorChange) {
  const params = { path: { indicator_id: id }, header: ifMatch(version) };
  return placeRefusal(api.PATCH("/api/v1/targets/indicators/{indicator_id}", { params, body }), {
    unknown_unit: { pointer: "/owner_unit_code" },
  });
}
