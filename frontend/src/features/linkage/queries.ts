import { queryOptions } from "@tanstack/react-query";
import type { WholeDocument } from "./percents";
import { api, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { ApiProblem } from "@/api/problem";

export type LinkageRules = Schema<"LinkageRulesView">;

export const ROUNDINGS: readonly Schema<"Rounding">[] = ["half_up", "down", "up"];
const PATH = "/api/v1/personnel/linkage-rules/{year}";

/** The rules of every year; a year without them is no fault. */
export const everyRulesQuery = queryOptions({
  queryKey: keys.linkage.every(),
  queryFn: () => data(api.GET("/api/v1/personnel/linkage-rules", { params: { query: { limit: 100 } } })),
});

/** What the refusal says of a list as a whole is said at its first entry. */
const PLACES: Readonly<Record<string, string>> = {
  "/excellent_quota/class_shares": "/excellent_quota/class_shares/0/class_code",
  "/accountability/ladder": "/accountability/ladder/0/lagging_years",
};

/** Begins the year's draft. What is left out takes the defaults that come with the product. */
export function beginRules(year: number, body: Schema<"LinkageDocument">) {
  return api.PUT(PATH, { params: { path: { year } }, body });
}

export async function changeRules({ year, version }: LinkageRules, body: WholeDocument): Promise<void> {
  try {
    await api.PUT(PATH, { params: { path: { year }, header: ifMatch(version) }, body });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    throw new ApiProblem({
      status: error.status,
      code: error.code,
      detail: error.message,
      errors: error.errors.map((one) => ({ ...one, pointer: PLACES[one.pointer] ?? one.pointer })),
      request_id: error.requestId,
    });
  }
}

export function issueRules(year: number, body: Schema<"LinkageIssue">) {
  return api.POST("/api/v1/personnel/linkage-rules/{year}:issue", { params: { path: { year } }, body });
}
