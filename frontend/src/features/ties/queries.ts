import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type Tie = Schema<"TieView">;
type OwnTieEntry = Schema<"OwnTieEntry">;
export type TieEntry = Schema<"TieEntry">;
export type StandingAsideEntry = Schema<"StandingAsideEntry">;
export type TieKind = Schema<"TieKind">;

export const KINDS: readonly TieKind[] = ["relative", "former_unit", "interest"];

export const termQuery = queryOptions({
  queryKey: keys.ties.term(),
  queryFn: () => data(api.GET("/api/v1/directory/standing-aside-term")),
});

export function setTerm(body: StandingAsideEntry) {
  return data(api.POST("/api/v1/directory/standing-aside-term", { body }));
}

export function firstTies(in_force: boolean | undefined) {
  return data(api.GET("/api/v1/directory/ties", { params: { query: { in_force, limit: 50 } } }));
}

export function firstOwnTies(in_force: boolean | undefined) {
  return data(api.GET("/api/v1/directory/own-ties", { params: { query: { in_force, limit: 50 } } }));
}

export function declareOwnTie(body: OwnTieEntry) {
  return data(api.POST("/api/v1/directory/own-ties", { body }));
}

export function enterTie(body: TieEntry) {
  return data(api.POST("/api/v1/directory/ties", { body }));
}

export function endTie(tie_id: string, reason: string) {
  return api.POST("/api/v1/directory/ties/{tie_id}:end", { params: { path: { tie_id } }, body: { reason } });
}
