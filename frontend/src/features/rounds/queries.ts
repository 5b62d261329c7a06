import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { everyRow } from "@/lib/pages";

export type Round = Schema<"RoundView">;
export type RoundDetail = Schema<"RoundDetail">;
export type RoundEntry = Schema<"RoundEntry">;
export type Period = Schema<"RoundPeriod">;
export type Finding = Schema<"FindingView">;
export type FindingEntry = Schema<"FindingEntry">;
export type Grade = Schema<"FindingGrade">;

export const PERIODS: readonly Period[] = ["Q1", "Q2", "Q3", "Q4"];
/** The worst first. */
export const GRADES: readonly Grade[] = ["poor", "fair", "good"];

export function firstRounds(year: number) {
  return data(api.GET("/api/v1/supervision/rounds", { params: { query: { year, limit: 50 } } }));
}

export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: ["supervision-rounds", id],
    queryFn: () => data(api.GET("/api/v1/supervision/rounds/{round_id}", { params: { path: { round_id: id } } })),
  });

export const findingsQuery = (id: string) =>
  queryOptions({
    queryKey: ["supervision-rounds", id, "findings"],
    queryFn: async () => {
      const params = { path: { round_id: id }, query: { limit: 200 } };
      return everyRow(await data(api.GET("/api/v1/supervision/rounds/{round_id}/findings", { params })));
    },
  });

export function openRound(body: RoundEntry) {
  return data(api.POST("/api/v1/supervision/rounds", { body }));
}

export function closeRound(id: string) {
  return api.POST("/api/v1/supervision/rounds/{round_id}:close", { params: { path: { round_id: id } } });
}

/** One finding; errors of the batch's only row become errors of the form's fields. */
export async function recordFinding(id: string, entry: FindingEntry): Promise<void> {
  const params = { path: { round_id: id } };
  const body = { items: [entry], dry_run: false, all_or_nothing: true };
  try {
    await data(api.POST("/api/v1/supervision/rounds/{round_id}/findings:batch", { params, body }));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.errors.length === 0) throw error;
    const errors = error.errors.map((one) => ({ ...one, pointer: one.pointer.replace(/^\/items\/0/, "") }));
    throw new ApiProblem({
      status: error.status,
      code: error.code,
      detail: errors.map(({ message }) => message).join(" "),
      errors,
      request_id: error.requestId,
    });
  }
}
