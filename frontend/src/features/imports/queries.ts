import { api, data, type Schema } from "@/api/client";
import { asForm } from "@/ui/importing/outcome";

type ImportOutcome = Schema<"ImportOutcome">;
export type ImportedRow = Schema<"ImportedRow">;

const PATH = "/api/v1/supervision/deduction-imports";

export function judgeRows(file: File, dryRun: boolean): Promise<ImportOutcome> {
  const call = api.POST(PATH, { params: { query: { dry_run: dryRun } }, ...asForm(file) });
  return data(call) as Promise<ImportOutcome>;
}

/** The user's own file with a reason beside each row. */
export function annotatedFile(file: File, dryRun: boolean): Promise<Blob> {
  const query = { dry_run: dryRun, answer: "workbook" } as const;
  return data(api.POST(PATH, { params: { query }, ...asForm(file), parseAs: "blob" })) as Promise<Blob>;
}

export function template(): Promise<Blob> {
  return data(api.GET("/api/v1/supervision/deduction-imports/template.xlsx", { parseAs: "blob" })) as Promise<Blob>;
}
