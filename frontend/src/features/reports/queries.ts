import { queryOptions } from "@tanstack/react-query";
import { api, data, ifMatch, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { everyRow } from "@/lib/pages";

export type CalendarRow = Schema<"ReportCalendarRow">;
export type ReportMonth = Schema<"ReportMonthView">;
export type Report = Schema<"ReportDetailView">;
export type ReportRow = Schema<"ReportView">;
export type ReportLine = Schema<"ReportLineView">;
type ReportState = Schema<"ReportState">;
export type Light = Schema<"LightColour">;

export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: keys.reports.calendar(year),
    queryFn: () => data(api.GET("/api/v1/targets/report-calendar", { params: { query: { year } } })),
  });

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: keys.reports.one(id),
    queryFn: () => data(api.GET("/api/v1/targets/reports/{report_id}", { params: { path: { report_id: id } } })),
  });

/** Every report of the year that the reader may see in these states. */
export async function reportsIn(year: number, ...state: ReportState[]) {
  return everyRow(await data(api.GET("/api/v1/targets/reports", { params: { query: { year, state, limit: 200 } } })));
}

export interface SubmittedFilters {
  year: number;
  month: number | undefined;
  unit: string | undefined;
}

export function firstSubmitted({ year, month, unit }: SubmittedFilters) {
  const query = { year, month, unit_code: unit, state: ["submitted" as const], limit: 100 };
  return data(api.GET("/api/v1/targets/reports", { params: { query } }));
}

export function acceptReports(ids: string[]) {
  return api.POST("/api/v1/targets/reports:accept-batch", { body: { ids } });
}

type Draft = Schema<"ReportDraft">;

export function saveReport(id: string, version: number, body: Draft) {
  const params = { path: { report_id: id }, header: ifMatch(version) };
  return api.PUT("/api/v1/targets/reports/{report_id}/entries", { params, body });
}

export function submitReport(id: string, body: Draft) {
  return api.POST("/api/v1/targets/reports/{report_id}:submit", { params: { path: { report_id: id } }, body });
}

export function returnReport(id: string, reason: string) {
  return api.POST("/api/v1/targets/reports/{report_id}:return", {
    params: { path: { report_id: id } },
    body: { reason },
  });
}

export function acceptReport(id: string) {
  return api.POST("/api/v1/targets/reports/{report_id}:accept", { params: { path: { report_id: id } } });
}
