import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type Round = Schema<"AppraisalRoundView">;
export type Evaluation = Schema<"EvaluationRoundView">;
export type Ballot = Schema<"BallotRoundView">;
export type Kind = "leaders" | "society";

export const ROUND_TONES = { open: "open", void: "due", closed: "done" } as const;

export function firstEvaluations(year?: number) {
  return data(api.GET("/api/v1/appraisal/evaluation-rounds", { params: { query: { year, limit: 100 } } }));
}

export function firstBallots(year?: number) {
  return data(api.GET("/api/v1/appraisal/ballot-rounds", { params: { query: { year, limit: 100 } } }));
}

export function readEvaluation(id: string) {
  return data(api.GET("/api/v1/appraisal/evaluation-rounds/{round_id}", { params: { path: { round_id: id } } }));
}

export const evaluationQuery = (id: string) =>
  queryOptions({ queryKey: keys.evaluations.leaders(id), queryFn: () => readEvaluation(id) });

export const ballotQuery = (id: string) =>
  queryOptions({
    queryKey: keys.evaluations.society(id),
    queryFn: () => data(api.GET("/api/v1/appraisal/ballot-rounds/{round_id}", { params: { path: { round_id: id } } })),
  });

export function openEvaluation(body: Schema<"EvaluationRoundEntry">) {
  return data(api.POST("/api/v1/appraisal/evaluation-rounds", { body }));
}

export function openBallot(body: Schema<"BallotRoundEntry">) {
  return data(api.POST("/api/v1/appraisal/ballot-rounds", { body }));
}

export function submitScores(id: string, scores: Record<string, string>) {
  const params = { path: { round_id: id } };
  return data(api.PUT("/api/v1/appraisal/evaluation-rounds/{round_id}/scores", { params, body: { scores } }));
}

export function closeEvaluation(id: string) {
  return api.POST("/api/v1/appraisal/evaluation-rounds/{round_id}:close", { params: { path: { round_id: id } } });
}

export function enterCounts(id: string, body: Schema<"CountBatch">) {
  const params = { path: { round_id: id } };
  return data(api.POST("/api/v1/appraisal/ballot-rounds/{round_id}/counts:batch", { params, body }));
}

export function closeBallot(id: string) {
  return api.POST("/api/v1/appraisal/ballot-rounds/{round_id}:close", { params: { path: { round_id: id } } });
}

export function decideBallot(id: string, body: Schema<"BallotDecision">) {
  return data(
    api.POST("/api/v1/appraisal/ballot-rounds/{round_id}:decide", { params: { path: { round_id: id } }, body }),
  );
}
