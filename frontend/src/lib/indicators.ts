import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

/** The year's indicators, all of them. */
export const indicatorsQuery = (year: number) =>
  queryOptions({
    queryKey: keys.indicators.ofYear(year),
    queryFn: async () =>
      everyRow<Schema<"IndicatorView">>(
        await data(api.GET("/api/v1/targets/indicators", { params: { query: { year, limit: 200 } } })),
      ),
    staleTime: 300_000,
  });
