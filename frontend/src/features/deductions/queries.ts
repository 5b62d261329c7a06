import { queryOptions } from "@tanstack/react-query";
import { api, counted, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type DeductionRow = Schema<"DeductionRow">;
export type Deduction = Schema<"DeductionView">;
export type DeductionState = Schema<"DeductionState">;
export type SimilarDeduction = Schema<"SimilarDeduction">;
/** The names of a deduction's actions. */
export const VERBS = [
  "confirm",
  "correct",
  "return",
  "merge",
  "notify",
  "object",
  "judge",
  "publish",
  "review_public_text",
  "revoke",
] as const;
export type Verb = (typeof VERBS)[number];

export const STATES: readonly DeductionState[] = [
  "recorded",
  "confirmed",
  "notified",
  "objected",
  "effective",
  "returned",
  "merged",
  "revoked",
];

export interface DeductionFilters {
  /** Every year where none is given. */
  year: number | undefined;
  state: DeductionState | undefined;
  unit: string | undefined;
  search: string | undefined;
  published?: boolean | undefined;
}

export function firstDeductions({ year, state, unit, search, published }: DeductionFilters) {
  const query = { year, state: state ? [state] : undefined, unit_code: unit, search, published, limit: 50 };
  return data(api.GET("/api/v1/supervision/deductions", { params: { query } }));
}

interface WaitingFilters {
  state: DeductionState;
  year?: number;
  published?: boolean;
}

/** The longest waiting first, with how many there are in all. */
export function waitingDeductions({ state, ...wanted }: WaitingFilters) {
  const query = { ...wanted, state: [state], order: "oldest" as const, count: true, limit: 50 };
  return counted(api.GET("/api/v1/supervision/deductions", { params: { query } }));
}

/** The longest waiting first. */
export function firstInQueue(state: DeductionState[]) {
  const query = { state, order: "oldest" as const, limit: 50 };
  return data(api.GET("/api/v1/supervision/deductions", { params: { query } }));
}

export const deductionQuery = (id: string) =>
  queryOptions({
    queryKey: keys.deductions.one(id),
    queryFn: () =>
      data(api.GET("/api/v1/supervision/deductions/{deduction_id}", { params: { path: { deduction_id: id } } })),
  });

export function deductionSummary(year: number) {
  return data(api.GET("/api/v1/supervision/deduction-summary", { params: { query: { year } } }));
}

export type BatchVerb = "confirm" | "notify" | "publish";

export function moveMany(verb: BatchVerb, ids: string[]) {
  const body = { ids };
  if (verb === "confirm") return data(api.POST("/api/v1/supervision/deductions:confirm-batch", { body }));
  if (verb === "notify") return data(api.POST("/api/v1/supervision/deductions:notify-batch", { body }));
  return data(api.POST("/api/v1/supervision/deductions:publish-batch", { body }));
}

/** One station of a deduction; `reason` is asked for where people decide. */
export function moveOne(verb: Verb, id: string, values: Record<string, unknown>): Promise<unknown> {
  const params = { path: { deduction_id: id } };
  const reason = typeof values["reason"] === "string" ? values["reason"] : "";
  switch (verb) {
    case "confirm":
      return api.POST("/api/v1/supervision/deductions/{deduction_id}:confirm", { params });
    case "notify":
      return api.POST("/api/v1/supervision/deductions/{deduction_id}:notify", { params });
    case "publish":
      return api.POST("/api/v1/supervision/deductions/{deduction_id}:publish", { params });
    case "return":
      return api.POST("/api/v1/supervision/deductions/{deduction_id}:return", { params, body: { reason } });
    case "correct":
      return api.POST("/api/v1/supervision/deductions/{deduction_id}:correct", { params, body: { reason } });
    case "revoke":
      return api.POST("/api/v1/supervision/deductions/{deduction_id}:revoke", { params, body: { reason } });
    case "object":
      return api.POST("/api/v1/supervision/deductions/{deduction_id}:object", { params, body: { grounds: reason } });
    default:
      throw new Error(verb);
  }
}

export function judge(id: string, body: Schema<"JudgementEntry">): Promise<unknown> {
  return api.POST("/api/v1/supervision/deductions/{deduction_id}:judge", {
    params: { path: { deduction_id: id } },
    body,
  });
}

export function reviewPublicText(
  { id, version }: Deduction,
  body: { public_text: string | null; public_place: string | null },
): Promise<unknown> {
  return api.PATCH("/api/v1/supervision/deductions/{deduction_id}/public-text", {
    params: { path: { deduction_id: id }, header: ifMatch(version) },
    body,
  });
}

export const similarQuery = (id: string) =>
  queryOptions({
    queryKey: keys.deductions.similar(id),
    queryFn: () =>
      data(
        api.GET("/api/v1/supervision/deductions/{deduction_id}/similar", { params: { path: { deduction_id: id } } }),
      ),
  });

export const unitHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: keys.deductions.unitHistory(id),
    queryFn: () =>
      data(
        api.GET("/api/v1/supervision/deductions/{deduction_id}/unit-history", {
          params: { path: { deduction_id: id } },
        }),
      ),
  });

export function merge(id: string, body: Schema<"DeductionMerger">): Promise<unknown> {
  return api.POST("/api/v1/supervision/deductions/{deduction_id}:merge", {
    params: { path: { deduction_id: id } },
    body,
  });
}
