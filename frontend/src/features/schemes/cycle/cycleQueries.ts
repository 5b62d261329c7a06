import { queryOptions } from "@tanstack/react-query";
import type { Scheme, SchemeSummary } from "../queries";
import { api, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type TableOutcome = Schema<"TableOutcome">;
export type RowChange = Schema<"RowChange">;
export type RowFinding = Schema<"RowFinding">;

export const changesQuery = (id: string, against: string | null) =>
  queryOptions({
    queryKey: keys.schemes.changes(id, against),
    queryFn: () =>
      data(
        api.GET("/api/v1/appraisal/schemes/{scheme_id}/changes", {
          params: { path: { scheme_id: id }, query: against ? { against } : {} },
        }),
      ),
  });

/** Schemes of a year, for choosing one among them. */
export const schemesOfYearQuery = (year: number) =>
  queryOptions({
    queryKey: keys.schemes.ofYear(year),
    queryFn: async (): Promise<readonly SchemeSummary[]> => {
      const page = await data(api.GET("/api/v1/appraisal/schemes", { params: { query: { year, limit: 200 } } }));
      return page.items;
    },
  });

export function copyScheme(id: string, year: number) {
  return data(
    api.POST("/api/v1/appraisal/schemes/{scheme_id}:copy", { params: { path: { scheme_id: id } }, body: { year } }),
  );
}

/** Another edition that begins as the issued one is. */
export function amendScheme(scheme: Scheme, reason: string) {
  const { name, class_codes, document, full_score } = scheme;
  const coefficients = scheme.coefficients as Record<string, string>;
  const binding = scheme.binding as Schema<"SchemeAmendment">["binding"];
  return data(
    api.POST("/api/v1/appraisal/schemes/{scheme_id}:amend", {
      params: { path: { scheme_id: scheme.id } },
      body: { name, class_codes, document, binding, coefficients, full_score, reason },
    }),
  );
}

export type FileKind = "xlsx" | "json";

/** The scheme's table or document, in the reader's language. */
export async function downloadScheme(id: string, kind: FileKind): Promise<Blob> {
  const params = { path: { scheme_id: id } };
  const { data: file } =
    kind === "xlsx"
      ? await api.GET("/api/v1/appraisal/schemes/{scheme_id}/table.xlsx", { params, parseAs: "blob" })
      : await api.GET("/api/v1/appraisal/schemes/{scheme_id}/document.json", { params, parseAs: "blob" });
  return file as unknown as Blob;
}

/** What the file would change in this version of the scheme; with `dryRun` false it is changed. */
export function uploadTable(
  scheme: { id: string; version: number },
  file: File,
  dryRun: boolean,
): Promise<TableOutcome> {
  return data(
    api.POST("/api/v1/appraisal/schemes/{scheme_id}/table", {
      params: { path: { scheme_id: scheme.id }, query: { dry_run: dryRun } },
      headers: ifMatch(scheme.version),
      body: { file: file.name },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", file);
        return form;
      },
    }),
  );
}
