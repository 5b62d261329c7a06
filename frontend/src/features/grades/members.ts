import type { Cadre, Grade, GradeRow, Quota } from "./queries";
import type { Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";

/** Somebody of the unit with what is on record and what was decided of the head's grade. */
export interface Member {
  code: string;
  name: string;
  isPrincipal: boolean;
  /** Decided, or still open where the proposal waits. */
  head: Schema<"HeadOfUnit"> | undefined;
  recorded: Grade | undefined;
}

export type Chosen = Readonly<Record<string, Grade | undefined>>;

/** Whoever is posted at the unit or has a grade there, principal leaders first. */
export function membersOf(cadres: readonly Cadre[], grades: readonly GradeRow[], quota: Quota): Member[] {
  const recorded = new Map(grades.map((row) => [row.cadre_code, row]));
  const heads = new Map(quota.heads.map((head) => [head.cadre_code, head]));
  const posted = new Map(cadres.filter((cadre) => cadre.is_active).map((cadre) => [cadre.code, cadre]));
  const codes = [...new Set([...heads.keys(), ...posted.keys(), ...recorded.keys()])];
  const members = codes.map((code) => ({
    code,
    name: posted.get(code)?.name ?? recorded.get(code)?.cadre_name ?? heads.get(code)?.cadre_name ?? code,
    isPrincipal: heads.has(code) || (posted.get(code)?.current_posting?.is_principal ?? false),
    head: heads.get(code),
    recorded: recorded.get(code)?.grade,
  }));
  return members.sort((a, b) => Number(b.isPrincipal) - Number(a.isPrincipal) || a.code.localeCompare(b.code));
}

/** The grade that a decision about a principal leader leaves no choice of. */
export function decidedGrade({ head }: Member): Grade | undefined {
  return head && head.state !== "proposed" && head.head === "in" ? "excellent" : undefined;
}

export function chosenOf(members: readonly Member[]): Chosen {
  return Object.fromEntries(members.map((member) => [member.code, member.recorded ?? decidedGrade(member)]));
}

/** What is sent: whoever has a grade chosen, in the order shown. */
export function rowsOf(members: readonly Member[], chosen: Chosen): Schema<"GradeRow">[] {
  return members.flatMap(({ code }) => {
    const grade = chosen[code];
    return grade ? [{ cadre_code: code, grade }] : [];
  });
}

/** The server's faults by cadre, from their place among the rows that were sent. */
export function faultsOf(error: Error | null, rows: readonly Schema<"GradeRow">[]): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  if (!(error instanceof ApiProblem)) return faults;
  for (const { pointer, message } of error.errors) {
    const index = /^\/rows\/(\d+)/.exec(pointer)?.[1];
    const row = index === undefined ? undefined : rows[Number(index)];
    if (row) faults.set(row.cadre_code, message);
  }
  return faults;
}
