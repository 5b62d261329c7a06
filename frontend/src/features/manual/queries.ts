import { queryOptions } from "@tanstack/react-query";
import { api, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type ManualItem = Schema<"ManualItem">;
export type ManualSheet = Schema<"ManualSheet">;
export type ManualLine = Schema<"ManualLine">;
export type ManualTable = Schema<"ManualTable">;
export type ManualScore = Schema<"ManualScore">;

type Which = Pick<ManualItem, "year" | "scheme_code" | "item_code">;

const queryOf = ({ year, scheme_code, item_code }: Which) => ({ year, scheme_code, item_code });

export const itemsQuery = (year: number, language: string) =>
  queryOptions({
    queryKey: keys.manual.items(year, language),
    queryFn: async () => (await data(api.GET("/api/v1/appraisal/manual-items", { params: { query: { year } } }))).items,
  });

export const sheetQuery = (item: Which, language: string) =>
  queryOptions({
    queryKey: keys.manual.sheet(queryOf(item), language),
    queryFn: () => data(api.GET("/api/v1/appraisal/manual-scores", { params: { query: queryOf(item) } })),
  });

/** Judged only, or stored where nobody has entered anything since `version`. */
export function enterScores(item: Which, rows: ManualScore[], version: number, dryRun: boolean) {
  return data(
    api.POST("/api/v1/appraisal/manual-scores:batch", {
      headers: ifMatch(version),
      body: { ...queryOf(item), rows, dry_run: dryRun },
    }),
  );
}

export function downloadTable(item: Which): Promise<Blob> {
  const params = { query: queryOf(item) };
  return data(api.GET("/api/v1/appraisal/manual-scores/table.xlsx", { params, parseAs: "blob" })) as Promise<Blob>;
}

export function readTable(item: Which, file: File): Promise<ManualTable> {
  return data(
    api.POST("/api/v1/appraisal/manual-scores/table", {
      params: { query: queryOf(item) },
      body: { file: file.name },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", file);
        return form;
      },
    }),
  );
}
