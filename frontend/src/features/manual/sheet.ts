import type { ManualItem, ManualLine, ManualScore } from "./queries";
import { ApiProblem } from "@/api/problem";
import { compare } from "@/lib/decimals";
import { plainNumber } from "@/lib/typed";

export type Values = Readonly<Record<string, string>>;
/** What was typed and not saved yet, by subject and part. */
export type Typed = Readonly<Record<string, Values>>;

type Fault = "empty" | "cleared" | "number" | "whole" | "range";

const NUMBER = /^-?\d{1,20}(\.\d{1,12})?$/;
const WHOLE = /^\d{1,7}$/;

export function valueOf(line: ManualLine, typed: Typed, part: string): string {
  return typed[line.subject_code]?.[part] ?? line.values[part] ?? "";
}

function sameNumber(one: string, other: string): boolean {
  return NUMBER.test(one) && NUMBER.test(other) ? compare(one, other) === 0 : one === other;
}

export function isChanged(item: ManualItem, line: ManualLine, typed: Typed): boolean {
  return item.parts.some(({ key }) => !sameNumber(valueOf(line, typed, key), line.values[key] ?? ""));
}

/** What is wrong with a typed cell; a row that nothing stands in and nothing was typed into is not wrong. */
export function faultOf(item: ManualItem, line: ManualLine, typed: Typed, part: string): Fault | null {
  const value = valueOf(line, typed, part);
  if (value === "") {
    if (line.values[part] !== undefined) return "cleared";
    const isBegun = item.parts.some(({ key }) => valueOf(line, typed, key) !== "");
    return isBegun && item.shape !== "counts" ? "empty" : null;
  }
  if (item.shape === "counts") return WHOLE.test(value) ? null : "whole";
  if (!NUMBER.test(value)) return "number";
  if (item.points === null) return null;
  return value.startsWith("-") || compare(value, item.points) > 0 ? "range" : null;
}

/** The typed row as it is sent; kinds that nothing was typed for count nought. */
export function scoreOf(item: ManualItem, line: ManualLine, typed: Typed): ManualScore {
  const { subject_code } = line;
  const values = Object.fromEntries(item.parts.map(({ key }) => [key, valueOf(line, typed, key)]));
  if (item.shape !== "counts") return { subject_code, ...values };
  const counts = Object.entries(values).map(([kind, count]) => [kind, Number(count || "0")] as const);
  return { subject_code, counts: Object.fromEntries(counts) };
}

/** What was typed, and over it what came in later. */
export function merge(typed: Typed, patch: Typed): Typed {
  const codes = Object.entries(patch).map(([code, values]) => [code, { ...typed[code], ...values }] as const);
  return { ...typed, ...Object.fromEntries(codes) };
}

interface Pasted {
  patch: Typed;
  /** Rows that found no subject. */
  left: number;
}

/** What was pasted from a spreadsheet: by code or name where every row begins with one, else downwards from a cell. */
export function paste(
  text: string,
  item: ManualItem,
  lines: readonly ManualLine[],
  at: { code: string; part: string },
): Pasted {
  const rows = text
    .replace(/(\r?\n)+$/, "")
    .split(/\r?\n/)
    .map((row) => row.split("\t").map((cell) => cell.trim()));
  const known = namesOf(lines);
  const isNamed = rows.every((row) => row.length > 1 && known.has(row[0] ?? ""));
  const start = lines.findIndex(({ subject_code }) => subject_code === at.code);
  const keys = item.parts.map(({ key }) => key);
  const from = isNamed ? 0 : keys.indexOf(at.part);
  const patch: Record<string, Values> = {};
  let left = 0;
  rows.forEach((row, index) => {
    const code = isNamed ? known.get(row[0]!) : lines[start + index]?.subject_code;
    if (code === undefined) {
      left += 1;
      return;
    }
    const cells = isNamed ? row.slice(-keys.length) : row;
    const filled = cells.flatMap((cell, place): [string, string][] => {
      const key = keys[from + place];
      return key === undefined || cell === "" ? [] : [[key, plainNumber(cell)]];
    });
    patch[code] = { ...patch[code], ...Object.fromEntries(filled) };
  });
  return { patch, left };
}

/** Codes, and the names that only one subject bears. */
function namesOf(lines: readonly ManualLine[]): Map<string, string> {
  const bearers = new Map<string, string[]>();
  for (const { name, subject_code } of lines) bearers.set(name, [...(bearers.get(name) ?? []), subject_code]);
  const alone = [...bearers].flatMap(([name, codes]) => (codes.length === 1 ? [[name, codes[0]!] as const] : []));
  return new Map([...alone, ...lines.map(({ subject_code }) => [subject_code, subject_code] as const)]);
}

/** The server's sentences by subject and part; `""` for what is of the whole row. */
export function refusalsOf(error: unknown, sent: readonly string[]): Record<string, Values> {
  if (!(error instanceof ApiProblem)) return {};
  const found: Record<string, Record<string, string>> = {};
  for (const { pointer, message } of error.errors) {
    const [, head, index = "", ...within] = pointer.split("/");
    const code = head === "rows" ? sent[Number(index)] : undefined;
    if (code !== undefined) found[code] = { ...found[code], [within.at(-1) ?? ""]: message };
  }
  return found;
}
