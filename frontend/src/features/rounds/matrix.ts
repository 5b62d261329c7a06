import type { Finding, Grade } from "./queries";
import type { KnownUnit } from "@/lib/units";

export interface MatrixRow {
  code: string;
  name: string;
  /** Null where the unit has left its class since, or is not known to the reader. */
  classCode: string | null;
  bySubject: ReadonlyMap<string, Finding>;
}

/** The subjects that the round looked into, in the order of their names. */
export function subjectsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map((finding) => finding.subject))].sort((a, b) => a.localeCompare(b, "zh-CN"));
}

interface Asked {
  findings: readonly Finding[];
  units: readonly KnownUnit[];
  classCodes: readonly string[];
  /** Units without a finding stand there too, for readers from whom no finding is kept back. */
  withUnseen: boolean;
}

/** A row for each unit, class by class: those with findings, and those that nobody has looked at yet. */
export function rowsOf({ findings, units, classCodes, withUnseen }: Asked): MatrixRow[] {
  const rows = new Map<string, MatrixRow & { bySubject: Map<string, Finding> }>();
  const known = new Map(units.map((unit) => [unit.code, unit]));
  for (const unit of units) {
    if (!withUnseen || !unit.isActive || unit.classCode === null || !classCodes.includes(unit.classCode)) continue;
    rows.set(unit.code, { code: unit.code, name: unit.name, classCode: unit.classCode, bySubject: new Map() });
  }
  for (const finding of findings) {
    const { unit_code: code, unit_name: name, subject } = finding;
    const classCode = known.get(code)?.classCode ?? null;
    const row = rows.get(code) ?? { code, name, classCode, bySubject: new Map<string, Finding>() };
    row.bySubject.set(subject, finding);
    rows.set(code, row);
  }
  const place = ({ classCode }: MatrixRow): number => {
    const index = classCodes.indexOf(classCode ?? "");
    return index < 0 ? classCodes.length : index;
  };
  return [...rows.values()].sort((a, b) => place(a) - place(b) || (a.code < b.code ? -1 : 1));
}

/** What must be put right: red before yellow, the earliest day first, those without a day last. */
export function toPutRight(findings: readonly Finding[]): Finding[] {
  const weight: Record<Grade, number> = { poor: 0, fair: 1, good: 2 };
  const day = ({ due_on }: Finding): string => due_on ?? "9999-12-31";
  return findings
    .filter((finding) => finding.grade !== "good")
    .sort((a, b) => weight[a.grade] - weight[b.grade] || (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}
