import { queryOptions } from "@tanstack/react-query";
import { api, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { enterNew, enterOne } from "@/lib/entering";
import { placeRefusal } from "@/lib/refusals";
import type { JobTicket } from "@/ui/importing/jobs";
import { asForm } from "@/ui/importing/outcome";

export type Unit = Schema<"UnitView">;
export type UnitEntry = Schema<"UnitEntry">;
export type UnitChange = Schema<"UnitChange">;
export type Classification = Schema<"Classification">;
export type UnitClass = Schema<"UnitClassView">;
export type UnitClassEntry = Schema<"UnitClassEntry">;
export type County = Schema<"CountyView">;
export type CountyEntry = Schema<"CountyEntry">;
export type ImportedEntry = Schema<"ImportedEntry">;

export const KINDS = ["township", "department", "vertical"] as const;

export interface UnitFilters {
  search: string | undefined;
  kind: (typeof KINDS)[number] | undefined;
}

export function firstUnits(filters: UnitFilters) {
  return data(
    api.GET("/api/v1/directory/units", {
      params: { query: { search: filters.search, kind: filters.kind, limit: 100 } },
    }),
  );
}

export const unitQuery = (code: string) =>
  queryOptions({
    queryKey: keys.units.one(code),
    queryFn: () => data(api.GET("/api/v1/directory/units/{code}", { params: { path: { code } } })),
  });

export function createUnit(entry: UnitEntry, taken: string): Promise<void> {
  const write = (body: Schema<"Batch_UnitEntry_">) => data(api.POST("/api/v1/directory/units:batch", { body }));
  const fields = { unit_name_taken: "/name", unit_kind_mismatch: "/class_code", unknown_unit_class: "/class_code" };
  return enterNew(entry, { write, fields }, { pointer: "/code", message: taken });
}

export function changeUnit({ code, version }: Unit, body: UnitChange) {
  const params = { path: { code }, header: ifMatch(version) };
  return placeRefusal(api.PATCH("/api/v1/directory/units/{code}", { params, body }), {
    unit_name_taken: { pointer: "/name" },
  });
}

export function classifyUnit({ code, version }: Unit, body: Classification) {
  const params = { path: { code }, header: ifMatch(version) };
  return placeRefusal(api.POST("/api/v1/directory/units/{code}:classify", { params, body }), {
    move_before_last: { pointer: "/from_on" },
    unit_kind_mismatch: { pointer: "/class_code" },
    unknown_unit_class: { pointer: "/class_code" },
  });
}

/** Who serves in a unit now, as far as one page tells. */
export const servingQuery = (code: string) =>
  queryOptions({
    queryKey: keys.cadres.list({ serving: code }),
    queryFn: () => data(api.GET("/api/v1/directory/cadres", { params: { query: { unit_code: code, limit: 200 } } })),
  });

const writeClass = (body: Schema<"Batch_UnitClassEntry_">) =>
  data(api.POST("/api/v1/directory/unit-classes:batch", { body }));

export function firstClasses() {
  return data(api.GET("/api/v1/directory/unit-classes", { params: { query: { limit: 100 } } }));
}

export const createClass = (entry: UnitClassEntry, taken: string): Promise<void> =>
  enterNew(entry, { write: writeClass }, { pointer: "/code", message: taken });

export const correctClass = (entry: UnitClassEntry) => enterOne(entry, { write: writeClass });

export const countyQuery = queryOptions({
  queryKey: keys.county.one(),
  queryFn: () => data(api.GET("/api/v1/directory/county")),
});

export function nameCounty(version: number, body: CountyEntry) {
  const header = version > 0 ? ifMatch(version) : {};
  return data(api.PUT("/api/v1/directory/county", { params: { header }, body }));
}

const IMPORTS = "/api/v1/directory/unit-imports";

export function askForImport(file: File, dryRun: boolean): Promise<JobTicket> {
  return data(api.POST(IMPORTS, { params: { query: { dry_run: dryRun } }, ...asForm(file) }));
}

export function firstImported(job: string, status: "refused" | undefined): Promise<Schema<"Page_ImportedEntry_">> {
  return data(api.GET(`${IMPORTS}/{job_id}/rows`, { params: { path: { job_id: job }, query: { status } } }));
}

export function template(): Promise<Blob> {
  return data(api.GET(`${IMPORTS}/template.xlsx`, { parseAs: "blob" })) as Promise<Blob>;
}

export function allUnits(): Promise<Blob> {
  return data(api.GET(`${IMPORTS}/units.xlsx`, { parseAs: "blob" })) as Promise<Blob>;
}
