import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import type { RowStatus } from "@/ui/importing/outcome";

export type Job = Schema<"JobView">;
export type JobTicket = Schema<"JobTicket">;

/** Who does the work. */
export type JobService = "directory" | "supervision";

const JOBS = { directory: "/api/v1/directory/jobs", supervision: "/api/v1/supervision/jobs" } as const;
const JOB = {
  directory: "/api/v1/directory/jobs/{job_id}",
  supervision: "/api/v1/supervision/jobs/{job_id}",
} as const;
const RESULT = {
  directory: "/api/v1/directory/jobs/{job_id}/result.xlsx",
  supervision: "/api/v1/supervision/jobs/{job_id}/result.xlsx",
} as const;
const LOOK_MS = 700;

/** Asked for again until it has ended. */
export const jobQuery = (service: JobService, id: string) =>
  queryOptions({
    queryKey: keys.jobs.one(id),
    queryFn: () => data(api.GET(JOB[service], { params: { path: { job_id: id } } })),
    refetchInterval: ({ state }) => (state.data?.finished_at ? false : LOOK_MS),
  });

export function firstJobs(service: JobService, kind: string): Promise<Schema<"Page_JobView_">> {
  return data(api.GET(JOBS[service], { params: { query: { kind, limit: 10 } } }));
}

/** The user's own file with a reason beside each row. */
export function jobResult(service: JobService, id: string): Promise<Blob> {
  const params = { path: { job_id: id } };
  return data(api.GET(RESULT[service], { params, parseAs: "blob" })) as Promise<Blob>;
}

export const isPreview = (job: Job): boolean => job.parameters["dry_run"] === true;

export const countOf = (job: Job, status: RowStatus): number => job.counts[status] ?? 0;

export const goodOf = (job: Job): number => countOf(job, "created") + countOf(job, "updated");
