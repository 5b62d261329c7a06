import type { IndicatorEntry } from "./queries";

/** A cell in the words of either language, and what the contract calls it. */
export type Words<Value extends string> = ReadonlyMap<string, Value>;

export interface Reading {
  year: number;
  /** By code and by name. */
  units: ReadonlyMap<string, string>;
  directions: Words<NonNullable<IndicatorEntry["direction"]>>;
  scopes: Words<NonNullable<IndicatorEntry["goal_scope"]>>;
  kinds: Words<NonNullable<IndicatorEntry["kind"]>>;
  /** The first cell of a heading row. */
  headings: readonly string[];
}

export interface Line {
  /** As counted in what was pasted, from 1. */
  row: number;
  text: string;
  /** Absent where the line cannot be read; `fault` says which column. */
  entry?: IndicatorEntry;
  fault?: "columns" | "direction" | "scope" | "kind" | "places";
}

const LEAST_COLUMNS = 5;

/**
 * Lines as a spreadsheet gives them: code, name, English name, unit of measure, keeping unit by code or name, then
 * direction, scope, kind and decimal places, which may be left out. A keeping unit that is not known stays as it was
 * typed, for the server to refuse by name.
 */
export function readIndicators(text: string, reading: Reading): Line[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const cells = line.split("\t").map((cell) => cell.normalize("NFKC").trim());
    if (cells.every((cell) => cell === "") || reading.headings.includes(cells[0]!)) return [];
    return [{ row: index + 1, text: line.trim(), ...readCells(cells, reading) }];
  });
}

function readCells(cells: readonly string[], reading: Reading): Pick<Line, "entry" | "fault"> {
  const [code = "", name = "", nameEn = "", measure = "", owner = "", ...more] = cells;
  if (cells.length < LEAST_COLUMNS || [code, name, nameEn, measure, owner].includes("")) return { fault: "columns" };
  const [direction = "", scope = "", kind = "", places = ""] = more;
  if (direction !== "" && !reading.directions.has(direction)) return { fault: "direction" };
  if (scope !== "" && !reading.scopes.has(scope)) return { fault: "scope" };
  if (kind !== "" && !reading.kinds.has(kind)) return { fault: "kind" };
  if (places !== "" && !/^[0-6]$/.test(places)) return { fault: "places" };
  return {
    entry: {
      year: reading.year,
      code,
      name,
      name_en: nameEn,
      unit_of_measure: measure,
      owner_unit_code: reading.units.get(owner) ?? owner,
      direction: reading.directions.get(direction) ?? "higher",
      goal_scope: reading.scopes.get(scope) ?? "common",
      kind: reading.kinds.get(kind) ?? "quantity",
      places: places === "" ? 2 : Number(places),
    },
  };
}
