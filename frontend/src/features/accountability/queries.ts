import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { placeRefusal } from "@/lib/refusals";

export type Case = Schema<"CaseView">;
export type CaseDetail = Schema<"CaseDetail">;
export type CaseState = Schema<"CaseState">;

export const STATES: readonly CaseState[] = ["open", "closed", "withdrawn"];
export const TONES = { open: "due", closed: "done", withdrawn: "still" } as const;

export interface CaseFilters {
  year: number | undefined;
  state: CaseState | undefined;
  unit: string | undefined;
}

export function firstCases({ year, state, unit }: CaseFilters, limit = 100) {
  const query = { year, state, unit_code: unit, limit };
  return data(api.GET("/api/v1/personnel/accountability-cases", { params: { query } }));
}

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: keys.accountability.one(id),
    queryFn: () =>
      data(api.GET("/api/v1/personnel/accountability-cases/{case_id}", { params: { path: { case_id: id } } })),
  });

export function takeStep(id: string, body: Schema<"CaseStepEntry">) {
  const params = { path: { case_id: id } };
  return placeRefusal(api.POST("/api/v1/personnel/accountability-cases/{case_id}:take-step", { params, body }), {
    step_taken: { pointer: "/step" },
    step_not_decided: { pointer: "/step" },
    date_ahead: { pointer: "/on" },
  });
}

export function closeCase(id: string, reason: string) {
  const params = { path: { case_id: id } };
  return api.POST("/api/v1/personnel/accountability-cases/{case_id}:close", { params, body: { reason } });
}

/** What was decided and has not been carried out yet. */
export function stepsLeft({ decided_steps: decided, steps }: Case): Case["decided_steps"] {
  return decided.filter((step) => !steps.some((taken) => taken.step === step));
}
