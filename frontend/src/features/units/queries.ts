import { api, data, type Schema } from "@/api/client";

export type Unit = Schema<"UnitView">;

export interface UnitFilters {
  search: string | undefined;
  kind: "township" | "department" | "vertical" | undefined;
}

export function firstUnits(filters: UnitFilters) {
  return data(
    api.GET("/api/v1/directory/units", {
      params: { query: { search: filters.search, kind: filters.kind, limit: 100 } },
    }),
  );
}
