import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

export type Draw = Schema<"DrawSummary">;
export type DrawRecord = Schema<"DrawRecord">;
type DrawEntry = Schema<"DrawEntry">;
export type Recusal = Schema<"RecusalView">;
type RecusalEntry = Schema<"RecusalEntry">;
export type StandingAsideEntry = Schema<"StandingAsideEntry">;
export type Ground = Schema<"RecusalGround">;

export const GROUNDS: readonly Ground[] = ["relative", "former_unit", "interest"];

export function firstDraws(year: number) {
  return data(api.GET("/api/v1/supervision/draws", { params: { query: { year, limit: 50 } } }));
}

/** Of every year: a draw that was announced waits however long it takes. */
export async function openDraws(): Promise<Draw[]> {
  const query = { limit: 200 };
  const draws = await everyRow(await data(api.GET("/api/v1/supervision/draws", { params: { query } })));
  return draws.filter(({ state }) => state === "open");
}

export const drawQuery = (id: string) =>
  queryOptions({
    queryKey: keys.draws.one(id),
    queryFn: () => data(api.GET("/api/v1/supervision/draws/{draw_id}", { params: { path: { draw_id: id } } })),
  });

export function openDraw(body: DrawEntry) {
  return data(api.POST("/api/v1/supervision/draws", { body }));
}

export function drawLots(id: string, public_word: string) {
  return api.POST("/api/v1/supervision/draws/{draw_id}:draw", {
    params: { path: { draw_id: id } },
    body: { public_word },
  });
}

export const termQuery = queryOptions({
  queryKey: keys.recusals.term(),
  queryFn: () => data(api.GET("/api/v1/supervision/standing-aside-term")),
});

export function setTerm(body: StandingAsideEntry) {
  return data(api.POST("/api/v1/supervision/standing-aside-term", { body }));
}

export function firstRecusals(in_force: boolean | undefined) {
  return data(api.GET("/api/v1/supervision/recusals", { params: { query: { in_force, limit: 50 } } }));
}

export function declareRecusal(body: RecusalEntry) {
  return data(api.POST("/api/v1/supervision/recusals", { body }));
}

export function endRecusal(id: string) {
  return api.POST("/api/v1/supervision/recusals/{recusal_id}:end", { params: { path: { recusal_id: id } } });
}
