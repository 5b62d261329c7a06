import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

export type Value = Schema<"ValueView">;

export const valueQuery = (id: string) =>
  queryOptions({
    queryKey: keys.values.one(id),
    queryFn: () => data(api.GET("/api/v1/targets/values/{value_id}", { params: { path: { value_id: id } } })),
  });

/** Every time the owner has entered the value, the last first. */
export const revisionsQuery = ({ year, unit_code, indicator_code, value_name }: Value) =>
  queryOptions({
    queryKey: keys.values.revisions(year, unit_code, indicator_code, value_name),
    queryFn: async () => {
      const query = { year, unit_code, indicator_code, value_name, limit: 200 };
      const rows = await everyRow<Value>(await data(api.GET("/api/v1/targets/values", { params: { query } })));
      return rows.sort((one, other) => other.revision - one.revision);
    },
  });
