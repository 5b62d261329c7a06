import { api, data, type Schema } from "@/api/client";
import type { JobTicket } from "@/ui/importing/jobs";
import { asForm } from "@/ui/importing/outcome";

export type ImportedRow = Schema<"ImportedRow">;

const PATH = "/api/v1/supervision/deduction-imports";

export function askForImport(file: File, dryRun: boolean): Promise<JobTicket> {
  return data(api.POST(PATH, { params: { query: { dry_run: dryRun } }, ...asForm(file) }));
}

export function firstRows(job: string, status: "refused" | undefined): Promise<Schema<"Page_ImportedRow_">> {
  return data(api.GET(`${PATH}/{job_id}/rows`, { params: { path: { job_id: job }, query: { status } } }));
}

export function template(): Promise<Blob> {
  return data(api.GET("/api/v1/supervision/deduction-imports/template.xlsx", { parseAs: "blob" })) as Promise<Blob>;
}
