import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";
import type { Permission } from "@/auth/session";
import { everyRow } from "@/lib/pages";

export type Round = Schema<"AppraisalRoundView">;
export type RoundDetail = Schema<"SheetRoundView">;
export type Sheet = Schema<"SheetView">;
export type SheetState = Sheet["state"];
export type Team = keyof RoundDetail["teams"];
export type Member = Schema<"Member">;

export const TEAMS: readonly Team[] = ["verify", "score", "monitor"];
export const TEAM_ROLES = { verify: "verifier", score: "scorer", monitor: "monitor" } as const;
export const TEAM_PERMISSIONS: Record<Team, Permission> = {
  verify: "appraisal:sheet:verify",
  score: "appraisal:sheet:score",
  monitor: "appraisal:sheet:monitor",
};

export function firstRounds(year?: number) {
  return data(api.GET("/api/v1/appraisal/sheet-rounds", { params: { query: { year, limit: 100 } } }));
}

export function readRound(id: string) {
  return data(api.GET("/api/v1/appraisal/sheet-rounds/{round_id}", { params: { path: { round_id: id } } }));
}

/** Every sheet of a round: they are worked through as a whole. */
export async function readSheets(roundId: string): Promise<Sheet[]> {
  const query = { round_id: roundId, limit: 200 };
  return everyRow(await data(api.GET("/api/v1/appraisal/sheets", { params: { query } })));
}

export const roundQuery = (id: string) =>
  queryOptions({ queryKey: keys.sheets.round(id), queryFn: () => readRound(id) });

export const sheetsQuery = (roundId: string) =>
  queryOptions({ queryKey: keys.sheets.ofRound(roundId), queryFn: () => readSheets(roundId) });

export const sheetQuery = (id: string) =>
  queryOptions({
    queryKey: keys.sheets.one(id),
    queryFn: () => data(api.GET("/api/v1/appraisal/sheets/{sheet_id}", { params: { path: { sheet_id: id } } })),
  });

export function openRound(body: Schema<"SheetRoundEntry">) {
  return data(api.POST("/api/v1/appraisal/sheet-rounds", { body }));
}

export function verifySheets(roundId: string, codes: readonly string[], remark?: string) {
  return api.POST("/api/v1/appraisal/sheet-rounds/{round_id}/sheets:verify", {
    params: { path: { round_id: roundId } },
    body: { rows: codes.map((subject_code) => ({ subject_code, ...(remark && { remark }) })) },
  });
}

export function scoreSheets(roundId: string, rows: Schema<"SheetScoreEntry">[]) {
  return api.POST("/api/v1/appraisal/sheet-rounds/{round_id}/sheets:score", {
    params: { path: { round_id: roundId } },
    body: { rows },
  });
}

export function signSheets(roundId: string, codes: readonly string[]) {
  return api.POST("/api/v1/appraisal/sheet-rounds/{round_id}/sheets:sign", {
    params: { path: { round_id: roundId } },
    body: { rows: codes.map((subject_code) => ({ subject_code })) },
  });
}

export function stopSheet(roundId: string, code: string, reason: string) {
  return api.POST("/api/v1/appraisal/sheet-rounds/{round_id}/sheets/{subject_code}:stop", {
    params: { path: { round_id: roundId, subject_code: code } },
    body: { reason },
  });
}

export function closeRound(roundId: string) {
  return api.POST("/api/v1/appraisal/sheet-rounds/{round_id}:close", { params: { path: { round_id: roundId } } });
}
