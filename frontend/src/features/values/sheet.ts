import type { SheetRow } from "./queries";
import { compare } from "@/lib/decimals";
import { plainNumber } from "@/lib/typed";

/** What was typed and not saved yet, by unit. */
export type Typed = Readonly<Record<string, string>>;

type Fault = "number" | "places" | "cleared";

const NUMBER = /^-?\d{1,20}(\.\d{1,12})?$/;

/** Whether its values are shares of a hundred. */
export const isRate = (measure: string): boolean => /^[%％]$/.test(measure.trim());

/** A typed or pasted cell as the API reads it; a rate is typed with its sign or without. */
export function readCell(text: string, measure: string): string {
  const plain = plainNumber(text);
  return isRate(measure) ? plain.replace(/%$/, "") : plain;
}

export function cellOf(row: SheetRow, typed: Typed): string {
  return typed[row.unit_code] ?? row.value?.actual ?? "";
}

export function isChanged(row: SheetRow, typed: Typed): boolean {
  const [cell, stood] = [cellOf(row, typed), row.value?.actual ?? ""];
  return NUMBER.test(cell) && NUMBER.test(stood) ? compare(cell, stood) !== 0 : cell !== stood;
}

export function faultOf(row: SheetRow, typed: Typed, places: number): Fault | null {
  if (!isChanged(row, typed)) return null;
  const cell = cellOf(row, typed);
  if (cell === "") return "cleared";
  if (!NUMBER.test(cell)) return "number";
  return (cell.split(".")[1] ?? "").length > places ? "places" : null;
}

interface Pasted {
  patch: Typed;
  /** Lines that found no unit. */
  left: number;
}

/** What was pasted from a spreadsheet: by name or code where every line begins with one, else downwards from a cell. */
export function paste(text: string, rows: readonly SheetRow[], at: string, measure: string): Pasted {
  const lines = text
    .replace(/(\r?\n)+$/, "")
    .split(/\r?\n/)
    .map((line) => line.split("\t").map((cell) => cell.trim()));
  const known = namesOf(rows);
  const isNamed = lines.every((line) => line.length > 1 && !NUMBER.test(plainNumber(line[0] ?? "")));
  const start = rows.findIndex((row) => row.unit_code === at);
  const patch: Record<string, string> = {};
  let left = 0;
  lines.forEach((line, index) => {
    const row = isNamed ? known.get(line[0]!) : rows[start + index];
    const cell = line.at(-1) ?? "";
    if (row === undefined || row.is_closed) left += 1;
    else if (cell !== "") patch[row.unit_code] = readCell(cell, measure);
  });
  return { patch, left };
}

/** Codes, and the names that only one unit bears. */
function namesOf(rows: readonly SheetRow[]): Map<string, SheetRow> {
  const alone = rows.filter((row) => rows.filter((other) => other.unit_name === row.unit_name).length === 1);
  return new Map([
    ...alone.map((row) => [row.unit_name, row] as const),
    ...rows.map((row) => [row.unit_code, row] as const),
  ]);
}
