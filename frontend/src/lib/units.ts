import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, data } from "@/api/client";

const unitsQuery = queryOptions({
  queryKey: ["units", "options"],
  queryFn: () => data(api.GET("/api/v1/directory/units", { params: { query: { limit: 200 } } })),
  staleTime: 300_000,
});

/** Every unit that the reader may see, for choosing one by code or name. */
export function useUnitOptions(): { value: string; label: string }[] {
  const { data: page } = useQuery(unitsQuery);
  return page?.items.map((unit) => ({ value: unit.code, label: `${unit.code} ${unit.name}` })) ?? [];
}
