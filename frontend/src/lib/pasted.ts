import { plainNumber } from "@/lib/typed";

/** The cells of rows copied from a spreadsheet: parted by tabs, quoted where a cell holds a tab or a line break. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = (): void => {
    row.push(cell.trim());
    if (row.some((value) => value !== "")) rows.push(row);
    [row, cell] = [[], ""];
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (isQuoted && sign === '"' && text[at + 1] === '"') {
      cell += sign;
      at += 1;
    } else if (sign === '"' && (isQuoted || cell === "")) isQuoted = !isQuoted;
    else if (isQuoted) cell += sign;
    else if (sign === "\t") {
      row.push(cell.trim());
      cell = "";
    } else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
  }
  endRow();
  return rows;
}

/** What a cell says; nothing where it is not understood. */
export type ReadCell = (cell: string) => string | number | undefined;

export const asText: ReadCell = (cell) => cell;

/** A code, also where an input method made its signs wide. */
export const asCode: ReadCell = (cell) => cell.normalize("NFKC");

/** How many decimal places a number is shown with. */
export const asPlaces: ReadCell = (cell) => {
  const text = plainNumber(cell);
  return /^[0-6]$/.test(text) ? Number(text) : undefined;
};

export const asYear: ReadCell = (cell) => {
  const digits = /^(\d{4})年?(度)?$/.exec(plainNumber(cell))?.[1];
  return digits ? Number(digits) : undefined;
};

/** A day as offices write it: 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日 or 20260305. */
export const asDay: ReadCell = (cell) => {
  const text = plainNumber(cell);
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [parts[1]!, parts[2]!.padStart(2, "0"), parts[3]!.padStart(2, "0")];
  const found = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = found.getUTCMonth() + 1 === Number(month) && found.getUTCDate() === Number(day);
  return isReal ? `${year}-${month}-${day}` : undefined;
};

/** One of several values, by its word in any language or by itself. */
export function asOneOf(words: ReadonlyMap<string, string>): ReadCell {
  return (cell) => words.get(cell.normalize("NFKC").toLowerCase());
}

export interface PasteColumn {
  /** The field of the row that is sent. */
  key: string;
  /** As the heading says it. */
  label: string;
  isFree?: boolean;
  read: ReadCell;
}

export interface PastedRow {
  /** Its place in what was pasted, the heading not counted. */
  place: number;
  cells: readonly string[];
  values: Record<string, string | number>;
  /** Columns whose cell is missing or says nothing that is known. */
  missing: readonly string[];
  unknown: readonly string[];
}

/** Rows in the order of the columns; a heading row that names the first column is passed over. */
export function readPasted(columns: readonly PasteColumn[], text: string): PastedRow[] {
  const rows = cellsOf(text);
  const hasHeading = rows[0]?.[0] === columns[0]?.label;
  return rows.slice(hasHeading ? 1 : 0).map((cells, index) => {
    const values: Record<string, string | number> = {};
    const missing: string[] = [];
    const unknown: string[] = [];
    columns.forEach(({ key, label, isFree, read }, column) => {
      const cell = cells[column] ?? "";
      const value = cell === "" ? undefined : read(cell);
      if (value !== undefined) values[key] = value;
      else if (cell !== "") unknown.push(label);
      else if (!isFree) missing.push(label);
    });
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell !== ""))
      unknown.push(cells.slice(columns.length).join(" "));
    return { place: index + 1, cells, values, missing, unknown };
  });
}
