import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";

export type SchemeSummary = Schema<"SchemeSummary">;
export type Scheme = Schema<"SchemeView">;
export type SchemeChange = Schema<"SchemeChange">;

export function firstSchemes(year: number) {
  return data(api.GET("/api/v1/appraisal/schemes", { params: { query: { year, limit: 100 } } }));
}

export const schemeQuery = (id: string) =>
  queryOptions({
    queryKey: ["schemes", id],
    queryFn: () => data(api.GET("/api/v1/appraisal/schemes/{scheme_id}", { params: { path: { scheme_id: id } } })),
  });

export type Step = "review" | "approve" | "issue";

export function moveScheme(step: Step, id: string, note: string): Promise<unknown> {
  const params = { path: { scheme_id: id } };
  if (step === "review") return api.POST("/api/v1/appraisal/schemes/{scheme_id}:review", { params });
  if (step === "issue") return api.POST("/api/v1/appraisal/schemes/{scheme_id}:issue", { params });
  return api.POST("/api/v1/appraisal/schemes/{scheme_id}:approve", { params, body: { document_number: note } });
}
