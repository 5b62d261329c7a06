import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

export type Trial = Schema<"Trial">;
export type TrialOrder = Partial<Schema<"TrialOrder">>;
export type Group = Trial["classes"][number];
export type Subject = Group["subjects"][number];
export type Item = Group["items"][number];
export type TypedFact = Schema<"TypedFact">;
export type SampleFacts = Schema<"SampleFacts">;
export type SchemeSummary = Schema<"SchemeSummary">;

/** Every scheme of one kind of subject, drafts among them, for choosing what to compare with. */
export const comparableQuery = (kind: SchemeSummary["subject_kind"]) =>
  queryOptions({
    queryKey: keys.schemes.comparable(kind),
    queryFn: async () => {
      const query = { subject_kind: kind, limit: 200 };
      return everyRow<SchemeSummary>(await data(api.GET("/api/v1/appraisal/schemes", { params: { query } })));
    },
  });

export const trialQuery = (id: string, order: TrialOrder) =>
  queryOptions({
    queryKey: keys.schemes.trial(id, order),
    queryFn: () =>
      data(
        api.POST("/api/v1/appraisal/schemes/{scheme_id}:try", {
          params: { path: { scheme_id: id } },
          body: order as Schema<"TrialOrder">,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export async function downloadTrial(id: string, order: TrialOrder): Promise<Blob> {
  return (await data(
    api.POST("/api/v1/appraisal/schemes/{scheme_id}/trial.xlsx", {
      params: { path: { scheme_id: id } },
      body: order as Schema<"TrialOrder">,
      parseAs: "blob",
    }),
  )) as unknown as Blob;
}

/** The facts of the year on record, as a workbook to be changed. */
export function downloadFacts(id: string, factsYear: number): Promise<Blob> {
  const params = { path: { scheme_id: id }, query: { facts_year: factsYear } };
  const call = api.GET("/api/v1/appraisal/schemes/{scheme_id}/sample-facts.xlsx", { params, parseAs: "blob" });
  return data(call) as Promise<Blob>;
}

export function readFacts(id: string, factsYear: number, file: File): Promise<SampleFacts> {
  return data(
    api.POST("/api/v1/appraisal/schemes/{scheme_id}/sample-facts", {
      params: { path: { scheme_id: id }, query: { facts_year: factsYear } },
      body: { file: file.name },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", file);
        return form;
      },
    }),
  );
}
