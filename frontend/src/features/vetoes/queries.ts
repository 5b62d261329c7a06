import { api, data, type Schema } from "@/api/client";

export type Veto = Schema<"VetoView">;

export interface VetoFilters {
  year: number | undefined;
  unit: string | undefined;
}

export const TONES = { proposed: "due", decided: "bad", declined: "still" } as const;

export function firstVetoes({ year, unit }: VetoFilters) {
  return data(api.GET("/api/v1/appraisal/vetoes", { params: { query: { year, unit_code: unit, limit: 100 } } }));
}

export function proposeVeto(body: Schema<"VetoEntry">) {
  return data(api.POST("/api/v1/appraisal/vetoes", { body }));
}

export function decideVeto(id: string, body: Schema<"VetoDecision">) {
  return data(api.POST("/api/v1/appraisal/vetoes/{veto_id}:decide", { params: { path: { veto_id: id } }, body }));
}
