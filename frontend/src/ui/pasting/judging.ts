import type { Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import type { PastedRow } from "@/lib/pasted";

type RowOutcome = Schema<"RowOutcome">;

export interface JudgedRow {
  row: PastedRow;
  /** `unread` where a cell was not understood and nothing was sent. */
  status: RowOutcome["status"] | "unread";
  reasons: readonly string[];
}

export type WriteRows = (rows: PastedRow["values"][], dryRun: boolean) => Promise<Schema<"BatchOutcome">>;

/** As many as the server takes in one request. */
const ROWS_AT_ONCE = 1000;

/** Reasons by row where the server could not read the request because of them. */
function unreadable(error: unknown): Map<number, string[]> {
  const reasons = new Map<number, string[]>();
  if (!(error instanceof ApiProblem)) return reasons;
  for (const { pointer, message } of error.errors) {
    const index = /^\/items\/(\d+)/.exec(pointer)?.[1];
    if (index !== undefined) reasons.set(Number(index), [...(reasons.get(Number(index)) ?? []), message]);
  }
  return reasons;
}

async function judgeSome(rows: readonly PastedRow[], write: WriteRows, dryRun: boolean): Promise<JudgedRow[]> {
  if (rows.length === 0) return [];
  try {
    const { items } = await write(
      rows.map(({ values }) => values),
      dryRun,
    );
    return items.map(({ index, status, errors }) => ({
      row: rows[index]!,
      status,
      reasons: errors.map(({ message }) => message),
    }));
  } catch (error) {
    const reasons = unreadable(error);
    if (reasons.size === 0) throw error;
    const refused = [...reasons].map(
      ([index, told]) => ({ row: rows[index]!, status: "unread", reasons: told }) as const,
    );
    const others = rows.filter((_, index) => !reasons.has(index));
    return [...refused, ...(await judgeSome(others, write, dryRun))];
  }
}

/** What becomes of each row, or would; rows that say nothing known are not sent. */
export async function judgeRows(
  rows: readonly PastedRow[],
  write: WriteRows,
  dryRun: boolean,
  sayFaults: (row: PastedRow) => string[],
): Promise<JudgedRow[]> {
  const judged: JudgedRow[] = [];
  const good: PastedRow[] = [];
  for (const row of rows) {
    const reasons = sayFaults(row);
    if (reasons.length > 0) judged.push({ row, status: "unread", reasons });
    else good.push(row);
  }
  for (let from = 0; from < good.length; from += ROWS_AT_ONCE)
    judged.push(...(await judgeSome(good.slice(from, from + ROWS_AT_ONCE), write, dryRun)));
  return judged.sort((a, b) => a.row.place - b.row.place);
}
