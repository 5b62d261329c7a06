import { api, data, ifMatch, type Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";
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

/** Good rows are written, the others told with their reasons. */
export function enterIndicators(items: IndicatorEntry[], dryRun: boolean): Promise<Outcome> {
  return data(
    api.POST("/api/v1/targets/indicators:batch", { body: { items, dry_run: dryRun, all_or_nothing: false } }),
  );
}

/** Tried before it is written: a batch would otherwise overwrite the indicator that has this code. */
export async function createIndicator(entry: IndicatorEntry, taken: string): Promise<void> {
  const [row] = (await enterIndicators([entry], true)).items;
  const refuse = (errors: RowOutcome["errors"]): never => {
    const detail = errors.map((error) => error.message).join(" ");
    throw new ApiProblem({ status: 422, code: errors[0]?.code ?? "unknown", detail, errors });
  };
  if (row?.status === "refused") {
    const owner = (code: string): boolean => code === "unknown_unit";
    refuse(row.errors.map((error) => ({ ...error, pointer: owner(error.code) ? "/owner_unit_code" : error.pointer })));
  }
  if (row?.status !== "created") refuse([{ pointer: "/code", code: "code_taken", message: taken }]);
  await enterIndicators([entry], false);
}

export function changeIndicator({ id, version }: Indicator, body: IndicatorChange) {
  const params = { path: { indicator_id: id }, header: ifMatch(version) };
  return placeRefusal(api.PATCH("/api/v1/targets/indicators/{indicator_id}", { params, body }), {
    unknown_unit: { pointer: "/owner_unit_code" },
  });
}
