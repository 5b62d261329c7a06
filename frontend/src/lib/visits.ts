import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";

/** A visit, on its own page and with the deductions that came of it. */
export const visitQuery = (id: string) =>
  queryOptions({
    queryKey: keys.visits.one(id),
    queryFn: () => data(api.GET("/api/v1/supervision/visits/{visit_id}", { params: { path: { visit_id: id } } })),
  });
