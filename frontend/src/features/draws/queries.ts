import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

export type Draw = Schema<"DrawSummary">;
export type DrawRecord = Schema<"DrawRecord">;
type DrawEntry = Schema<"DrawEntry">;

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
