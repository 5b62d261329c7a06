import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

/** Everybody with a role, for choosing among them. */
export const peopleQuery = (role: Schema<"Role">) =>
  queryOptions({
    queryKey: keys.people.withRole(role),
    queryFn: () => data(api.GET("/api/v1/directory/people", { params: { query: { role, limit: 200 } } })),
    staleTime: 300_000,
  });
