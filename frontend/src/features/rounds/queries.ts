import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import type { JobTicket } from "@/ui/importing/jobs";
import { asForm } from "@/ui/importing/outcome";
import { ApiProblem } from "@/api/problem";
import { everyRow } from "@/lib/pages";

export type Round = Schema<"RoundView">;
export type RoundDetail = Schema<"RoundDetail">;
type RoundEntry = Schema<"RoundEntry">;
export type LightRule = Schema<"LightRuleEntry">;
export type Period = Schema<"RoundPeriod">;
export type Light = Schema<"Light">;
export type LightCounts = Schema<"LightCounts">;
export type Stage = Schema<"Stage">;
export type Item = Schema<"RoundItemView">;
export type ItemDetail = Schema<"RoundItemDetail">;
/** The names of a line's actions. */
export const ITEM_VERBS = ["find", "answer", "make_good", "recheck"] as const;
export type ItemVerb = (typeof ITEM_VERBS)[number];
export type Project = Schema<"ProjectEntry">;
export type Finding = Schema<"FindingEntry">;
export type Recheck = Schema<"RoundRecheck">;
export type Report = Schema<"QuarterReport">;

export const PERIODS: readonly Period[] = ["Q1", "Q2", "Q3", "Q4"];
/** The worst first. */
export const LIGHTS: readonly Light[] = ["red", "yellow", "green"];
export const STAGES: readonly Stage[] = ["reached", "under_way", "not_started", "stopped"];

export function firstRounds(year: number) {
  return data(api.GET("/api/v1/supervision/rounds", { params: { query: { year, limit: 50 } } }));
}

export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: keys.rounds.one(id),
    queryFn: () => data(api.GET("/api/v1/supervision/rounds/{round_id}", { params: { path: { round_id: id } } })),
  });

/** Every line of the round that the reader may see. */
export const itemsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.rounds.items(id),
    queryFn: async () => {
      const query = { round_id: id, limit: 200 };
      return everyRow(await data(api.GET("/api/v1/supervision/round-items", { params: { query } })));
    },
  });

export const checklistQuery = (id: string, unit: string) =>
  queryOptions({
    queryKey: keys.rounds.checklist(id, unit),
    queryFn: () => {
      const params = { path: { round_id: id, unit_code: unit } };
      return data(api.GET("/api/v1/supervision/rounds/{round_id}/units/{unit_code}", { params }));
    },
  });

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: keys.rounds.report(id),
    queryFn: () =>
      data(api.GET("/api/v1/supervision/rounds/{round_id}/report", { params: { path: { round_id: id } } })),
  });

export function reportFile(id: string): Promise<Blob> {
  const params = { path: { round_id: id } };
  const call = api.GET("/api/v1/supervision/rounds/{round_id}/report.xlsx", { params, parseAs: "blob" });
  return data(call) as Promise<Blob>;
}

export function openRound(body: RoundEntry) {
  return data(api.POST("/api/v1/supervision/rounds", { body }));
}

export function closeRound(id: string) {
  return api.POST("/api/v1/supervision/rounds/{round_id}:close", { params: { path: { round_id: id } } });
}

/** Errors of the batch's only row become errors of the form's fields. */
async function asOneRow<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.errors.length === 0) throw error;
    const errors = error.errors.map((one) => ({ ...one, pointer: one.pointer.replace(/^\/items\/0/, "") }));
    throw new ApiProblem({
      status: error.status,
      code: error.code,
      detail: errors.map(({ message }) => message).join(" "),
      errors,
      request_id: error.requestId,
    });
  }
}

export function addProject(id: string, entry: Project) {
  const params = { path: { round_id: id } };
  const body = { items: [entry], dry_run: false, all_or_nothing: true };
  return asOneRow(data(api.POST("/api/v1/supervision/rounds/{round_id}/projects:batch", { params, body })));
}

/** The light that follows from one finding; with `dryRun` nothing is kept. */
export async function recordFinding(id: string, entry: Finding, dryRun = false): Promise<Light> {
  const params = { path: { round_id: id } };
  const body = { items: [entry], dry_run: dryRun, all_or_nothing: true };
  const call = data(api.POST("/api/v1/supervision/rounds/{round_id}/findings:batch", { params, body }));
  const { items, lights } = await asOneRow(call);
  const [light] = lights;
  if (light) return light.light;
  const errors = items[0]?.errors ?? [];
  const detail = errors.map(({ message }) => message).join(" ");
  throw new ApiProblem({ status: 422, code: "refused", detail, errors, request_id: "" });
}

const itemPath = (item: string) => ({ params: { path: { item_id: item } } });

export function answerFinding(item: string, note: string) {
  return api.POST("/api/v1/supervision/round-items/{item_id}:answer", { ...itemPath(item), body: { note } });
}

export function reportMakingGood(item: string, note: string) {
  return api.POST("/api/v1/supervision/round-items/{item_id}:make-good", { ...itemPath(item), body: { note } });
}

export function checkAgain(item: string, body: Recheck) {
  return api.POST("/api/v1/supervision/round-items/{item_id}:recheck", { ...itemPath(item), body });
}

export type ImportedProject = Schema<"ImportedProject">;

export function askForProjects(id: string, file: File, dryRun: boolean): Promise<JobTicket> {
  const params = { path: { round_id: id }, query: { dry_run: dryRun } };
  return data(api.POST("/api/v1/supervision/rounds/{round_id}/project-imports", { params, ...asForm(file) }));
}

export function firstProjects(job: string, status: "refused" | undefined): Promise<Schema<"Page_ImportedProject_">> {
  const params = { path: { job_id: job }, query: { status } };
  return data(api.GET("/api/v1/supervision/project-imports/{job_id}/rows", { params }));
}

export function projectTemplate(id: string): Promise<Blob> {
  const params = { path: { round_id: id } };
  const call = api.GET("/api/v1/supervision/rounds/{round_id}/project-imports/template.xlsx", {
    params,
    parseAs: "blob",
  });
  return data(call) as Promise<Blob>;
}
