import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { ApiProblem } from "@/api/problem";

export type ClassStanding = Schema<"ClassStandingView">;
export type Calendar = Schema<"ReportCalendar">;

/** The class's standings; null where nothing stands yet. */
export const standingQuery = (year: number, classCode: string) =>
  queryOptions({
    queryKey: keys.standings.ofClass(year, classCode),
    queryFn: async (): Promise<ClassStanding | null> => {
      try {
        const path = { year, class_code: classCode };
        return await data(api.GET("/api/v1/appraisal/standings/{year}/classes/{class_code}", { params: { path } }));
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });

/** Where a unit stands and why; null where nothing stands yet. */
export async function standingOfUnit(year: number, unitCode: string) {
  try {
    const path = { year, unit_code: unitCode };
    return await data(api.GET("/api/v1/appraisal/standings/{year}/units/{unit_code}", { params: { path } }));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

export const explanationQuery = (year: number, unitCode: string) =>
  queryOptions({
    queryKey: keys.explanations.of(year, unitCode),
    queryFn: () => standingOfUnit(year, unitCode),
  });

export const outlookQuery = (year: number, unitCode: string) =>
  queryOptions({
    queryKey: keys.explanations.of(year, unitCode, "outlook"),
    queryFn: () => {
      const path = { year, unit_code: unitCode };
      return data(api.GET("/api/v1/appraisal/standings/{year}/units/{unit_code}/outlook", { params: { path } }));
    },
  });

export const sensitivityQuery = (year: number, classCode: string) =>
  queryOptions({
    queryKey: keys.standings.ofClass(year, classCode, "sensitivity"),
    queryFn: () => {
      const path = { year, class_code: classCode };
      return data(api.GET("/api/v1/appraisal/standings/{year}/classes/{class_code}/sensitivity", { params: { path } }));
    },
    refetchInterval: 15_000,
  });

export const calendarQuery = (year: number, classCode?: string) =>
  queryOptions({
    queryKey: keys.reports.calendar(year, classCode),
    queryFn: () =>
      data(api.GET("/api/v1/targets/report-calendar", { params: { query: { year, class_code: classCode } } })),
  });

export const latestDeductionsQuery = (year: number, unitCode?: string) =>
  queryOptions({
    queryKey: keys.deductions.latest(year, unitCode),
    queryFn: () =>
      data(api.GET("/api/v1/supervision/deductions", { params: { query: { year, unit_code: unitCode, limit: 10 } } })),
    refetchInterval: 15_000,
  });

export const unitQuery = (code: string) =>
  queryOptions({
    queryKey: keys.units.one(code),
    queryFn: () => data(api.GET("/api/v1/directory/units/{code}", { params: { path: { code } } })),
  });
