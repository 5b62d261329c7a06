import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

export type Grade = Schema<"Grade">;
export type GradeRow = Schema<"GradeView">;
export type Quota = Schema<"QuotaView">;
export type Cadre = Schema<"CadreView">;

export interface GradeFilters {
  year: number;
  unit: string | undefined;
}

export function firstGrades({ year, unit }: GradeFilters) {
  return data(api.GET("/api/v1/personnel/grades", { params: { query: { year, unit_code: unit, limit: 100 } } }));
}

export const gradesOfUnitQuery = (year: number, unit: string) =>
  queryOptions({
    queryKey: keys.grades.ofUnit(year, unit),
    queryFn: async () => everyRow(await firstGrades({ year, unit })),
  });

/** The unit's quota of the year; null where none is proposed yet. */
export const quotaQuery = (year: number, unit: string) =>
  queryOptions({
    queryKey: keys.quotas.ofUnit(year, unit),
    queryFn: async () => {
      const params = { query: { year, unit_code: unit, limit: 1 } };
      return (await data(api.GET("/api/v1/personnel/quotas", { params }))).items[0] ?? null;
    },
  });

export function recordGrades(body: Schema<"GradeBatch">) {
  return data(api.POST("/api/v1/personnel/grades:batch", { body }));
}
