import { api, data, type Schema } from "@/api/client";

export type DeductionRule = Schema<"DeductionRuleView">;

export function firstRules(year: number, search: string | undefined) {
  return data(api.GET("/api/v1/supervision/deduction-rules", { params: { query: { year, search, limit: 100 } } }));
}
