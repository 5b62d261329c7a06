import { queryOptions } from "@tanstack/react-query";
import { api, counted, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type Plan = Schema<"PlanView">;
export type PlanDetail = Schema<"PlanDetailView">;
export type PlanTarget = Schema<"PlanTargetView">;
export type PlanLevel = Schema<"PlanLevel">;
export type PlanState = Schema<"PlanState">;
export type Amendment = Schema<"AmendmentView">;
export type Letter = Schema<"LetterView">;
export type Coverage = Schema<"CoverageView">;
export type PlanEntry = Schema<"PlanEntry">;
export type IssueOutcome = Schema<"PlanIssueOutcome">;
export type IssueLine = Schema<"PlanIssueLine">;

export const LEVELS: readonly PlanLevel[] = ["county", "unit", "person"];
export const STATES: readonly PlanState[] = ["draft", "issued"];

export interface PlanFilters {
  year: number;
  level: PlanLevel | undefined;
  state: PlanState | undefined;
  unit: string | undefined;
}

export function firstPlans({ year, level, state, unit }: PlanFilters) {
  return data(
    api.GET("/api/v1/targets/plans", { params: { query: { year, level, state, unit_code: unit, limit: 100 } } }),
  );
}

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: keys.plans.one(id),
    queryFn: () => data(api.GET("/api/v1/targets/plans/{plan_id}", { params: { path: { plan_id: id } } })),
  });

export const coverageQuery = (year: number) =>
  queryOptions({
    queryKey: keys.plans.coverage(year),
    queryFn: () => data(api.GET("/api/v1/targets/coverage", { params: { query: { year } } })),
  });

export const letterQuery = (id: string) =>
  queryOptions({
    queryKey: keys.plans.letter(id),
    queryFn: () => data(api.GET("/api/v1/targets/letters/{letter_id}", { params: { path: { letter_id: id } } })),
  });

/** Letters that nobody has signed, of one unit where it is named, with how many there are in all. */
export function waitingLetters(unit?: string) {
  const query = { level: "unit" as const, state: "awaiting" as const, unit_code: unit, count: true, limit: 10 };
  return counted(api.GET("/api/v1/targets/letters", { params: { query } }));
}

export function waitingAmendments() {
  const query = { state: "proposed" as const, count: true, limit: 10 };
  return counted(api.GET("/api/v1/targets/amendments", { params: { query } }));
}

export function waitingPlans() {
  const query = { state: "draft" as const, count: true, limit: 10 };
  return counted(api.GET("/api/v1/targets/plans", { params: { query } }));
}

export const amendmentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.plans.amendment(id),
    queryFn: () =>
      data(api.GET("/api/v1/targets/amendments/{amendment_id}", { params: { path: { amendment_id: id } } })),
  });

export function acceptLetter(id: string, digest: string) {
  return api.POST("/api/v1/targets/letters/{letter_id}:accept", {
    params: { path: { letter_id: id } },
    body: { digest },
  });
}

export function issuePlan(id: string) {
  return api.POST("/api/v1/targets/plans/{plan_id}:issue", { params: { path: { plan_id: id } } });
}

export function issuePlans(body: Schema<"PlanIssue">): Promise<IssueOutcome> {
  return data(api.POST("/api/v1/targets/plans:issue", { body }));
}

export function draftPlan(entry: PlanEntry, dryRun: boolean) {
  const body = { items: [entry], dry_run: dryRun, all_or_nothing: !dryRun };
  return data(api.POST("/api/v1/targets/plans:batch", { body }));
}

export function proposeAmendment(body: Schema<"AmendmentEntry">) {
  return api.POST("/api/v1/targets/amendments", { body });
}

export function approveAmendment(id: string, body: Schema<"AmendmentApproval">) {
  return api.POST("/api/v1/targets/amendments/{amendment_id}:approve", {
    params: { path: { amendment_id: id } },
    body,
  });
}

export function rejectAmendment(id: string, reason: string) {
  return api.POST("/api/v1/targets/amendments/{amendment_id}:reject", {
    params: { path: { amendment_id: id } },
    body: { reason },
  });
}
