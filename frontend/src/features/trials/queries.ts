import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { everyRow } from "@/lib/pages";

export type Trial = Schema<"Trial">;
export type TrialOrder = Partial<Schema<"TrialOrder">>;
export type Group = Trial["classes"][number];
export type Subject = Group["subjects"][number];
export type Item = Group["items"][number];
export type SchemeSummary = Schema<"SchemeSummary">;

export const schemeQuery = (id: string) =>
  queryOptions({
    queryKey: ["schemes", id],
    queryFn: () => data(api.GET("/api/v1/appraisal/schemes/{scheme_id}", { params: { path: { scheme_id: id } } })),
  });

/** Every scheme of one kind of subject, drafts among them, for choosing what to compare with. */
export const comparableQuery = (kind: SchemeSummary["subject_kind"]) =>
  queryOptions({
    queryKey: ["schemes", "comparable", kind],
    queryFn: async () => {
      const query = { subject_kind: kind, limit: 200 };
      return everyRow<SchemeSummary>(await data(api.GET("/api/v1/appraisal/schemes", { params: { query } })));
    },
  });

export const trialQuery = (id: string, order: TrialOrder) =>
  queryOptions({
    queryKey: ["schemes", id, "trial", order],
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
