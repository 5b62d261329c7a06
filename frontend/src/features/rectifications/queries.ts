import { queryOptions } from "@tanstack/react-query";
import { api, counted, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type RectificationRow = Schema<"RectificationRow">;
export type Rectification = Schema<"RectificationView">;
export type RectificationState = Schema<"RectificationState">;
/** The names of a rectification's actions. */
export const VERBS = ["report", "recheck", "ask_extension", "extend", "decline_extension", "withdraw"] as const;
export type RectificationVerb = (typeof VERBS)[number];

export const STATES: readonly RectificationState[] = [
  "open",
  "overdue",
  "reported",
  "failed",
  "passed",
  "withdrawn",
  "lapsed",
];
/** Something is still to be done about these. */
export const UNSETTLED: readonly RectificationState[] = ["open", "overdue", "reported", "failed"];

interface RectificationFilters {
  year: number | undefined;
  state: RectificationState[] | undefined;
  unit: string | undefined;
  search: string | undefined;
  asksExtension?: boolean;
}

export function firstRectifications({ year, state, unit, search, asksExtension }: RectificationFilters) {
  const query = { year, state, unit_code: unit, search, asks_extension: asksExtension, limit: 50 };
  return data(api.GET("/api/v1/supervision/rectifications", { params: { query } }));
}

type Waiting = Pick<RectificationFilters, "state" | "unit" | "asksExtension">;

/** The soonest due first, with how many there are in all. */
export function waitingRectifications({ state, unit, asksExtension }: Partial<Waiting>) {
  const query = { state, unit_code: unit, asks_extension: asksExtension, count: true, limit: 1 };
  return counted(api.GET("/api/v1/supervision/rectifications", { params: { query } }));
}

export const rectificationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.rectifications.one(id),
    queryFn: () =>
      data(
        api.GET("/api/v1/supervision/rectifications/{rectification_id}", {
          params: { path: { rectification_id: id } },
        }),
      ),
  });

export const ofDeductionQuery = (deductionId: string) =>
  queryOptions({
    queryKey: keys.rectifications.ofDeduction(deductionId),
    queryFn: () =>
      data(
        api.GET("/api/v1/supervision/rectifications", { params: { query: { deduction_id: deductionId, limit: 20 } } }),
      ),
  });

export function openRectification(body: Schema<"RectificationEntry">): Promise<unknown> {
  return api.POST("/api/v1/supervision/rectifications", { body });
}

const at = (id: string) => ({ path: { rectification_id: id } });

export function report(id: string, body: Schema<"RectificationReport">): Promise<unknown> {
  return api.POST("/api/v1/supervision/rectifications/{rectification_id}:report", { params: at(id), body });
}

export function recheck(id: string, body: Schema<"RectificationRecheckEntry">): Promise<unknown> {
  return api.POST("/api/v1/supervision/rectifications/{rectification_id}:recheck", { params: at(id), body });
}

export function withdraw(id: string, body: Schema<"RectificationWithdrawal">): Promise<unknown> {
  return api.POST("/api/v1/supervision/rectifications/{rectification_id}:withdraw", { params: at(id), body });
}

export function askExtension(id: string, body: Schema<"ExtensionRequest">): Promise<unknown> {
  return api.POST("/api/v1/supervision/rectifications/{rectification_id}:ask-extension", { params: at(id), body });
}

export function extend(id: string, body: Schema<"Extension">): Promise<unknown> {
  return api.POST("/api/v1/supervision/rectifications/{rectification_id}:extend", { params: at(id), body });
}

export function declineExtension(id: string, body: Schema<"ExtensionRefusal">): Promise<unknown> {
  return api.POST("/api/v1/supervision/rectifications/{rectification_id}:decline-extension", { params: at(id), body });
}
