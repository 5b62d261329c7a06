import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { placeRefusal } from "@/lib/refusals";
import type { Permission } from "@/auth/session";

export type Proposal = Schema<"ProposalView">;
export type ProposalKind = Schema<"ProposalKind">;
export type ProposalState = Schema<"ProposalState">;
export type Content = Schema<"ProposalContent">;
export type Decision = Schema<"PersonnelDecisionEntry">;
export type Change = Schema<"ProposalChange">;

export const KINDS: readonly ProposalKind[] = [
  "excellent_quota",
  "head_grade",
  "unit_bonus",
  "bonus_withheld",
  "accountability_step",
  "downward_transfer",
  "promotion_suggestion",
];
export const STATES: readonly ProposalState[] = ["proposed", "accepted", "changed", "declined", "superseded"];
export const DESTINATIONS: readonly Schema<"Destination">[] = ["important_post", "promote_chief", "promote_deputy"];

export interface ProposalFilters {
  year: number | undefined;
  kind: ProposalKind | undefined;
  state: ProposalState | undefined;
  unit: string | undefined;
}

export function firstProposals({ year, kind, state, unit }: ProposalFilters, limit = 200) {
  return data(
    api.GET("/api/v1/personnel/proposals", { params: { query: { year, kind, state, unit_code: unit, limit } } }),
  );
}

/** Decided ones whose result has another version since: whoever decided looks at them again. */
export function proposalsToReview() {
  const query = { review_state: "needed" as const, limit: 200 };
  return data(api.GET("/api/v1/personnel/proposals", { params: { query } }));
}

export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: keys.proposals.one(id),
    queryFn: () =>
      data(api.GET("/api/v1/personnel/proposals/{proposal_id}", { params: { path: { proposal_id: id } } })),
  });

export function decideOne(id: string, body: Decision) {
  const params = { path: { proposal_id: id } };
  return placeRefusal(api.POST("/api/v1/personnel/proposals/{proposal_id}:decide", { params, body }), {
    quota_above_ceiling: { pointer: "/change/places" },
    unknown_township: { pointer: "/change/to_unit_code" },
    decision_number_needed: { pointer: "/decision_number" },
  });
}

export function decideMany(ids: readonly string[], decision: Decision) {
  const items = ids.map((proposal_id) => ({ proposal_id, ...decision }));
  return data(
    api.POST("/api/v1/personnel/proposals:decide-batch", { body: { items, dry_run: false, all_or_nothing: false } }),
  );
}

export function reviewDecision(id: string, body: Schema<"DecisionReviewEntry">) {
  return api.POST("/api/v1/personnel/proposals/{proposal_id}:review", { params: { path: { proposal_id: id } }, body });
}

const DECIDING: readonly Permission[] = [
  "personnel:proposal:decide_accountability",
  "personnel:proposal:decide_bonus",
  "personnel:proposal:decide_cadre",
];

/** Those of the deciding permissions that this reader holds. */
export function decidingOf(permissions: readonly Permission[]): Permission[] {
  return DECIDING.filter((permission) => permissions.includes(permission));
}
