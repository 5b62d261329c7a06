import { queryOptions } from "@tanstack/react-query";
import { api, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type Year = Schema<"YearView">;
export type YearDetail = Schema<"YearDetailView">;
export type YearEntry = Schema<"YearEntry">;
export type YearChange = Schema<"YearChange">;
export type YearPhase = Schema<"YearPhase">;
export type OpenMatterName = Schema<"OpenMatterName">;

export const PHASES: readonly YearPhase[] = ["preparation", "running", "year_end", "closed"];

/** The phase that follows; none after the last. */
export function phaseAfter(phase: YearPhase): YearPhase | undefined {
  return PHASES[PHASES.indexOf(phase) + 1];
}

export function firstYears() {
  return data(api.GET("/api/v1/targets/years", { params: { query: { limit: 50 } } }));
}

export const yearQuery = (year: number) =>
  queryOptions({
    queryKey: keys.years.one(year),
    queryFn: () => data(api.GET("/api/v1/targets/years/{year}", { params: { path: { year } } })),
  });

export function openYear(body: YearEntry) {
  return api.POST("/api/v1/targets/years", { body });
}

export function changeYear({ year, version }: Year, body: YearChange) {
  return api.PATCH("/api/v1/targets/years/{year}", { params: { path: { year }, header: ifMatch(version) }, body });
}

export function advanceYear({ year, version }: Year, to_phase: YearPhase) {
  return api.POST("/api/v1/targets/years/{year}:advance", {
    params: { path: { year }, header: ifMatch(version) },
    body: { to_phase },
  });
}
