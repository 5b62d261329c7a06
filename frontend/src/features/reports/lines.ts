import type { Light, ReportLine } from "./queries";
import { isNegative, subtract } from "@/lib/decimals";

/** What is typed for one indicator. */
export interface Typed {
  value: string;
  note: string;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

function isDecimal(value: string): boolean {
  return DECIMAL.test(value.trim());
}

function atLeast(left: string, right: string): boolean {
  return !isNegative(subtract(left, right));
}

/** The light by the rule that the server gives with the line: reached, short within the tolerance, or further away. */
export function lightOf(line: ReportLine, value: string): Light {
  const { expected, yellow_at } = line.light_rule;
  if (!isDecimal(value) || expected === null || yellow_at === null) return "none";
  const reaches = (bound: string): boolean =>
    line.direction === "lower" ? atLeast(bound, value.trim()) : atLeast(value.trim(), bound);
  if (reaches(expected)) return "green";
  return reaches(yellow_at) ? "yellow" : "red";
}

export function typedFrom(lines: readonly ReportLine[]): Record<string, Typed> {
  return Object.fromEntries(lines.map((line) => [line.indicator_code, { value: line.value ?? "", note: line.note }]));
}

/** Lines whose number is not last month's. */
export function changedLines(lines: readonly ReportLine[], typed: Record<string, Typed>): ReportLine[] {
  return lines.filter((line) => (typed[line.indicator_code]?.value.trim() ?? "") !== (line.last_value ?? ""));
}

export function countLights(lines: readonly ReportLine[], typed: Record<string, Typed>): Record<Light, number> {
  const counts: Record<Light, number> = { green: 0, yellow: 0, red: 0, none: 0 };
  for (const line of lines) counts[lightOf(line, typed[line.indicator_code]?.value ?? "")] += 1;
  return counts;
}

/** What cannot be sent as it stands, indicator by indicator: not a number, or neither number nor note. */
export function faults(lines: readonly ReportLine[], typed: Record<string, Typed>): Record<string, "number" | "note"> {
  const found: Record<string, "number" | "note"> = {};
  for (const { indicator_code } of lines) {
    const { value = "", note = "" } = typed[indicator_code] ?? {};
    if (value.trim() !== "" && !isDecimal(value)) found[indicator_code] = "number";
    else if (value.trim() === "" && note.trim() === "") found[indicator_code] = "note";
  }
  return found;
}

export function entriesOf(typed: Record<string, Typed>) {
  return Object.entries(typed).map(([indicator_code, { value, note }]) => ({
    indicator_code,
    value: value.trim() === "" ? null : value.trim(),
    note: note.trim(),
  }));
}
