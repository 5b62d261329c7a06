import { queryOptions } from "@tanstack/react-query";
import { api, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { enterNew } from "@/lib/entering";
import { placeRefusal } from "@/lib/refusals";
import type { JobTicket } from "@/ui/importing/jobs";
import { asForm } from "@/ui/importing/outcome";

export type Cadre = Schema<"CadreView">;
export type CadreEntry = Schema<"CadreEntry">;
export type CadreChange = Schema<"CadreChange">;
export type PostingEntry = Schema<"PostingEntry">;
export type ImportedEntry = Schema<"ImportedEntry">;

export const GROUPS = ["chief", "deputy", "ordinary"] as const;

export interface CadreFilters {
  search: string | undefined;
  unit_code: string | undefined;
}

export function firstCadres({ search, unit_code }: CadreFilters) {
  return data(api.GET("/api/v1/directory/cadres", { params: { query: { search, unit_code, limit: 100 } } }));
}

export const cadreQuery = (code: string) =>
  queryOptions({
    queryKey: keys.cadres.one(code),
    queryFn: () => data(api.GET("/api/v1/directory/cadres/{code}", { params: { path: { code } } })),
  });

/** A refusal of the post as a whole, at the field that it is about. */
const POST_FIELDS = {
  unknown_unit: "/unit_code",
  unit_dissolved: "/unit_code",
  posting_before_last: "/from_on",
} as const;

type NewCadre = Omit<CadreEntry, "posting"> & PostingEntry;

export function createCadre({ code, name, ...posting }: NewCadre, taken: string): Promise<void> {
  const write = (body: Schema<"Batch_CadreEntry_">) => data(api.POST("/api/v1/directory/cadres:batch", { body }));
  return enterNew({ code, name, posting }, { write, fields: POST_FIELDS }, { pointer: "/code", message: taken });
}

export function changeCadre({ code, version }: Cadre, body: CadreChange) {
  const params = { path: { code }, header: ifMatch(version) };
  return data(api.PATCH("/api/v1/directory/cadres/{code}", { params, body }));
}

export function postCadre({ code, version }: Cadre, body: PostingEntry) {
  const params = { path: { code }, header: ifMatch(version) };
  return placeRefusal(
    api.POST("/api/v1/directory/cadres/{code}:post", { params, body }),
    Object.fromEntries(Object.entries(POST_FIELDS).map(([refusal, pointer]) => [refusal, { pointer }])),
  );
}

const IMPORTS = "/api/v1/directory/cadre-imports";

export function askForImport(file: File, dryRun: boolean): Promise<JobTicket> {
  return data(api.POST(IMPORTS, { params: { query: { dry_run: dryRun } }, ...asForm(file) }));
}

export function firstImported(job: string, status: "refused" | undefined): Promise<Schema<"Page_ImportedEntry_">> {
  return data(api.GET(`${IMPORTS}/{job_id}/rows`, { params: { path: { job_id: job }, query: { status } } }));
}

export function template(): Promise<Blob> {
  return data(api.GET(`${IMPORTS}/template.xlsx`, { parseAs: "blob" })) as Promise<Blob>;
}

export function allCadres(): Promise<Blob> {
  return data(api.GET(`${IMPORTS}/cadres.xlsx`, { parseAs: "blob" })) as Promise<Blob>;
}
