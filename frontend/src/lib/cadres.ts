import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

/** Everybody whose file lies with the unit. */
export const cadresOfUnitQuery = (unit: string) =>
  queryOptions({
    queryKey: keys.cadres.ofUnit(unit),
    queryFn: async () => {
      const params = { query: { unit_code: unit, limit: 200 } };
      return everyRow(await data(api.GET("/api/v1/directory/cadres", { params })));
    },
  });
