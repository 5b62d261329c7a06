import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { ApiProblem } from "@/api/problem";

export type Result = Schema<"ResultView">;
export type ResultState = Result["state"];
export type Version = Schema<"Version">;

export function firstResults(
  year: number | undefined,
  kind: "unit" | "cadre" | undefined,
  state: ResultState | undefined,
) {
  const query = { year, subject_kind: kind, state, limit: 200 };
  return data(api.GET("/api/v1/appraisal/results", { params: { query } }));
}

/** Challenges that nobody has decided, with how many there are in all. */
export const resultQuery = (id: string) =>
  queryOptions({
    queryKey: keys.results.one(id),
    queryFn: () => data(api.GET("/api/v1/appraisal/results/{result_id}", { params: { path: { result_id: id } } })),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.results.versions(id),
    queryFn: () =>
      data(api.GET("/api/v1/appraisal/results/{result_id}/versions", { params: { path: { result_id: id } } })),
  });

export const whyQuery = (id: string, subject: string) =>
  queryOptions({
    queryKey: keys.results.why(id, subject),
    queryFn: () =>
      data(
        api.GET("/api/v1/appraisal/results/{result_id}/subjects/{subject_code}", {
          params: { path: { result_id: id, subject_code: subject } },
        }),
      ),
  });

export const outlookQuery = (id: string, subject: string) =>
  queryOptions({
    queryKey: keys.results.outlook(id, subject),
    queryFn: () => {
      const path = { result_id: id, subject_code: subject };
      return data(
        api.GET("/api/v1/appraisal/results/{result_id}/subjects/{subject_code}/outlook", { params: { path } }),
      );
    },
  });

/** Null where the reader sees one line of the ranking only. */
export const sensitivityQuery = (id: string) =>
  queryOptions({
    queryKey: keys.results.sensitivity(id),
    queryFn: async () => {
      try {
        const path = { result_id: id };
        return await data(api.GET("/api/v1/appraisal/results/{result_id}/sensitivity", { params: { path } }));
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });

export type Readiness = Schema<"SchemeReadiness">;
export type Gap = Schema<"GapView">;
export type ResultTable = Schema<"ResultTable">;
export type TableRow = Schema<"ResultTableRow">;
export type SubjectKind = Result["subject_kind"];

export const readinessQuery = (year: number, kind: SubjectKind, language: string) =>
  queryOptions({
    queryKey: keys.results.readiness(year, kind, language),
    queryFn: () =>
      data(api.GET("/api/v1/appraisal/result-readiness", { params: { query: { year, subject_kind: kind } } })),
  });

export const tableQuery = (id: string) =>
  queryOptions({
    queryKey: keys.results.table(id),
    queryFn: () =>
      data(api.GET("/api/v1/appraisal/results/{result_id}/table", { params: { path: { result_id: id } } })),
  });

export function downloadTable(id: string): Promise<Blob> {
  const params = { path: { result_id: id } };
  return data(
    api.GET("/api/v1/appraisal/results/{result_id}/table.xlsx", { params, parseAs: "blob" }),
  ) as Promise<Blob>;
}

export function computeResults(year: number, kind: SubjectKind, scheme: string) {
  const body = { year, subject_kind: kind, scheme_codes: [scheme] };
  return data(api.POST("/api/v1/appraisal/results:compute", { body }));
}

export type Step = "approve" | "publish" | "recompute" | "finalise";

/** Moves results on; the reason goes on record. */
export function moveResults(step: Step, ids: string[], reason: string): Promise<unknown> {
  const body = { ids, reason };
  if (step === "approve") return api.POST("/api/v1/appraisal/results:approve", { body });
  if (step === "publish") return api.POST("/api/v1/appraisal/results:publish", { body });
  if (step === "recompute") return api.POST("/api/v1/appraisal/results:recompute", { body });
  return api.POST("/api/v1/appraisal/results:finalise", { body });
}

export function requestReview(result_id: string, subject_code: string, grounds: string): Promise<unknown> {
  return api.POST("/api/v1/appraisal/reviews", { body: { result_id, subject_code, grounds } });
}
