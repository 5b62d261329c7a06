import type { Assessment, Grade, RoundDetail } from "./queries";

/** What was chosen and written and not saved yet, by unit. */
export type Graded = Readonly<Record<string, { grade?: Grade; remark?: string }>>;

interface Unit {
  code: string;
  name: string;
  classCode: string | null;
  isActive: boolean;
}

export interface Line {
  code: string;
  name: string;
  classCode: string | null;
  grade: Grade | null;
  remark: string;
  by: string | null;
}

/** The units of the round's classes, and those graded in it that have left since. */
export function linesOf(round: RoundDetail, units: readonly Unit[], mayAssess: boolean): Line[] {
  const known = new Map(round.assessments.map((row) => [row.unit_code, row]));
  const present = mayAssess
    ? units.filter((unit) => unit.isActive && round.class_codes.includes(unit.classCode ?? ""))
    : [];
  const codes = new Set(present.map(({ code }) => code));
  const left = round.assessments.filter((row) => !codes.has(row.unit_code));
  const places = [
    ...present.map(({ code, name, classCode }) => ({ code, name, classCode })),
    ...left.map((row) => ({ code: row.unit_code, name: row.unit_name, classCode: row.class_code })),
  ];
  const order = (line: { classCode: string | null }): number => round.class_codes.indexOf(line.classCode ?? "");
  return places
    .sort((one, other) => order(one) - order(other) || (one.code < other.code ? -1 : 1))
    .map((place) => {
      const row = known.get(place.code);
      return { ...place, grade: row?.grade ?? null, remark: row?.remark ?? "", by: row?.assessed_by_name ?? null };
    });
}

/** The line as it would stand. */
export function graded(line: Line, typed: Graded): Pick<Line, "grade" | "remark"> {
  const own = typed[line.code];
  return { grade: own?.grade ?? line.grade, remark: own?.remark ?? line.remark };
}

/** A remark alone cannot be kept. */
export function lacksGrade(line: Line, typed: Graded): boolean {
  const { grade, remark } = graded(line, typed);
  return grade === null && remark.trim() !== "";
}

/** What is to be sent: lines with a grade that differ from what stands. */
export function changesOf(lines: readonly Line[], typed: Graded): Assessment[] {
  return lines.flatMap((line) => {
    const { grade, remark } = graded(line, typed);
    if (grade === null || (grade === line.grade && remark === line.remark)) return [];
    return [{ unit_code: line.code, grade, remark }];
  });
}
