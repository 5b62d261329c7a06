import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

/** What followed from the decisions about one year. */
export const outcomesOfYearQuery = (year: number) =>
  queryOptions({
    queryKey: keys.record.ofYear(year),
    queryFn: async () => {
      const params = { query: { year, source: "decided", limit: 200 } } as const;
      return everyRow(await data(api.GET("/api/v1/personnel/outcomes", { params })));
    },
  });
