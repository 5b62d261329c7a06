import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type ClassStanding = Schema<"ClassStandingView">;
export type Calendar = Schema<"ReportCalendar">;

/** The class's standings, of a class in which something stands. */
export const standingQuery = (year: number, classCode: string) =>
  queryOptions({
    queryKey: keys.standings.ofClass(year, classCode),
    queryFn: (): Promise<ClassStanding> => {
      const path = { year, class_code: classCode };
      return data(api.GET("/api/v1/appraisal/standings/{year}/classes/{class_code}", { params: { path } }));
    },
  });

/**
 * Codes of the classes in which something stands. Their standings and near places come with them in one answer each, and
 * are kept where each class alone is read again.
 */
export const standingsQuery = (year: number) =>
  queryOptions({
    queryKey: keys.standings.ofYear(year),
    queryFn: async ({ client }): Promise<string[]> => {
      const params = { path: { year } };
      const [classes, near] = await Promise.all([
        data(api.GET("/api/v1/appraisal/standings/{year}/classes", { params })),
        data(api.GET("/api/v1/appraisal/standings/{year}/sensitivity", { params })),
      ]);
      for (const standing of classes.items)
        client.setQueryData(standingQuery(year, standing.class_code).queryKey, standing);
      for (const { class_code, ...places } of near.items)
        client.setQueryData(sensitivityQuery(year, class_code).queryKey, places);
      return classes.items.map(({ class_code }) => class_code);
    },
  });

/** Where a unit stands today; undefined where nothing stands yet. */
export async function standingOfUnit(year: number, unitCode: string) {
  const query = { year, unit_code: unitCode };
  const { items } = await data(api.GET("/api/v1/appraisal/standings", { params: { query } }));
  return items[0];
}

/** Why a unit stands where it stands; null where nothing stands yet. */
export const explanationQuery = (year: number, unitCode: string) =>
  queryOptions({
    queryKey: keys.explanations.of(year, unitCode),
    queryFn: async () => {
      if (!(await standingOfUnit(year, unitCode))) return null;
      const path = { year, unit_code: unitCode };
      return data(api.GET("/api/v1/appraisal/standings/{year}/units/{unit_code}", { params: { path } }));
    },
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
