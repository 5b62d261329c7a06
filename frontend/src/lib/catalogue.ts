import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

/** The year's rules for deductions, all of them. */
export const catalogueQuery = (year: number) =>
  queryOptions({
    queryKey: keys.rules.ofYear(year),
    queryFn: async () =>
      everyRow(await data(api.GET("/api/v1/supervision/deduction-rules", { params: { query: { year, limit: 200 } } }))),
    staleTime: 300_000,
  });
