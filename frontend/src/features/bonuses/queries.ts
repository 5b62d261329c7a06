import { api, data, type Schema } from "@/api/client";

export type Claim = Schema<"BonusView">;
export type ClaimState = Claim["state"];

export const STATES: readonly ClaimState[] = ["claimed", "verified", "refused"];
export const TONES = { claimed: "due", verified: "done", refused: "still" } as const;

export interface ClaimFilters {
  year: number | undefined;
  unit: string | undefined;
  state: ClaimState | undefined;
}

export function firstClaims({ year, unit, state }: ClaimFilters) {
  const query = { year, unit_code: unit, state, limit: 100 };
  return data(api.GET("/api/v1/appraisal/bonus-claims", { params: { query } }));
}

export function claimBonus(body: Schema<"BonusEntry">) {
  return data(api.POST("/api/v1/appraisal/bonus-claims", { body }));
}

export function judgeClaim(id: string, body: Schema<"BonusJudgement">) {
  return data(
    api.POST("/api/v1/appraisal/bonus-claims/{claim_id}:judge", { params: { path: { claim_id: id } }, body }),
  );
}
