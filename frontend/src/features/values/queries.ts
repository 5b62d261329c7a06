import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

export type Value = Schema<"ValueView">;
export type Progress = Schema<"ValueProgressRow">;
export type Sheet = Schema<"ValueSheet">;
export type SheetRow = Schema<"ValueSheetRow">;
type Entry = Schema<"ValueEntry">;

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

/** How many values are missing, entered and confirmed; without a name only what waits, of whichever value. */
export async function readProgress(year: number, name?: string): Promise<Progress[]> {
  const query = { year, value_name: name };
  return (await data(api.GET("/api/v1/targets/value-progress", { params: { query } }))).items;
}

export const progressQuery = (year: number, name: string) =>
  queryOptions({ queryKey: keys.values.progress(year, name), queryFn: () => readProgress(year, name) });

export const sheetQuery = (year: number, indicator: string, name: string) =>
  queryOptions({
    queryKey: keys.values.sheet(year, indicator, name),
    queryFn: () => {
      const params = { path: { indicator_code: indicator }, query: { year, value_name: name } };
      return data(api.GET("/api/v1/targets/value-sheets/{indicator_code}", { params }));
    },
  });

export function enterValues({ year, value_name }: Sheet, items: Entry[]) {
  const body = { year, value_name, items, dry_run: false, all_or_nothing: true };
  return data(api.POST("/api/v1/targets/values:batch", { body }));
}

export function confirmValues(ids: string[]) {
  return data(api.POST("/api/v1/targets/values:confirm", { body: { ids } }));
}
