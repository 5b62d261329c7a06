import { queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { keys } from "@/api/keys";

/** Access that was taken at the machine in the last thirty days. */
export const recoveriesQuery = queryOptions({
  queryKey: keys.recoveries.list(),
  queryFn: () => data(api.GET("/api/v1/directory/recoveries")),
});
