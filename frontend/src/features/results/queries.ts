import { queryOptions } from "@tanstack/react-query";
import { api, counted, data, type Schema } from "@/api/client";
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
export function waitingReviews() {
  const query = { state: "requested" as const, count: true, limit: 1 };
  return counted(api.GET("/api/v1/appraisal/reviews", { params: { query } }));
}

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

export type Step = "approve" | "publish" | "finalise";

/** Moves results on; the reason goes on record. */
export function moveResults(step: Step, ids: string[], reason: string): Promise<unknown> {
  const body = { ids, reason };
  if (step === "approve") return api.POST("/api/v1/appraisal/results:approve", { body });
  if (step === "publish") return api.POST("/api/v1/appraisal/results:publish", { body });
  return api.POST("/api/v1/appraisal/results:finalise", { body });
}

export function requestReview(result_id: string, subject_code: string, grounds: string): Promise<unknown> {
  return api.POST("/api/v1/appraisal/reviews", { body: { result_id, subject_code, grounds } });
}
