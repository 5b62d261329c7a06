import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { ApiProblem } from "@/api/problem";

export type SchemeSummary = Schema<"SchemeSummary">;
export type Scheme = Schema<"SchemeView">;
export type SchemeChange = Schema<"SchemeChange">;

export function firstSchemes(year: number) {
  return data(api.GET("/api/v1/appraisal/schemes", { params: { query: { year, limit: 100 } } }));
}

/** Schemes that somebody moves on, of every year; one reader may do so in several states. */
export const underwayQuery = queryOptions({
  queryKey: keys.schemes.underway(),
  queryFn: () => {
    const query = { state: ["draft", "reviewed", "approved"], limit: 200 };
    return data(api.GET("/api/v1/appraisal/schemes", { params: { query } }));
  },
});

export type Step = "review" | "approve" | "issue";

export function moveScheme(step: Step, id: string, note: string): Promise<unknown> {
  const params = { path: { scheme_id: id } };
  if (step === "review") return api.POST("/api/v1/appraisal/schemes/{scheme_id}:review", { params }).catch(listFaults);
  if (step === "issue") return api.POST("/api/v1/appraisal/schemes/{scheme_id}:issue", { params });
  return api.POST("/api/v1/appraisal/schemes/{scheme_id}:approve", { params, body: { document_number: note } });
}

const MOST_FAULTS = 8;

/** What a review found, in the sentence of its refusal: the dialog has no fields for it. */
function listFaults(error: unknown): never {
  if (!(error instanceof ApiProblem) || error.errors.length === 0) throw error;
  const said = [...new Set(error.errors.map(({ message }) => message))];
  const shown = said.length > MOST_FAULTS ? [...said.slice(0, MOST_FAULTS), "\u2026"] : said;
  throw new Error([error.message, ...shown].join("\n"));
}
