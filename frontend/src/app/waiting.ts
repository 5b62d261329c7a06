import type { UseQueryOptions } from "@tanstack/react-query";
import type { Permission, Session } from "@/auth/session";

/** What waits for this person in one place: a link one click from done. */
export interface WaitingRow {
  key: string;
  /** How many things it stands for; one where it is left out. */
  count?: number;
  title: string;
  detail?: string;
  /** RFC 3339, or null where nothing is due. */
  due: string | null;
  path: string;
}

export interface WaitingProvider {
  key: string;
  permission: Permission;
  /**
   * In which states of which records it tells whoever holds the permission to act, as `deduction:recorded`; the
   * contract's tests hold these against the tables of transitions. Left out where no record's state asks for it.
   */
  tells?: readonly string[];
  query: (session: Session) => UseQueryOptions<WaitingRow[], Error, WaitingRow[], readonly unknown[]>;
}

/** How many things wait in all: a group counts as many as it stands for. */
export function countThings(rows: readonly WaitingRow[]): number {
  return rows.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** How many there are of each kind, in the order in which the kinds come up. */
export function countBy<Row, Kind>(rows: readonly Row[], kindOf: (row: Row) => Kind): Map<Kind, number> {
  const counts = new Map<Kind, number>();
  for (const row of rows) counts.set(kindOf(row), (counts.get(kindOf(row)) ?? 0) + 1);
  return counts;
}

/** The end of the day in the county, by which something is due on that day. */
export const endOf = (day: string): string => `${day}T23:59:59+08:00`;

/** The first of the moments by which something is due. */
export function earliest(moments: readonly (string | null)[]): string | null {
  const known = moments.filter((due) => due !== null);
  return known.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

function moment(row: WaitingRow): number {
  return row.due === null ? Infinity : Date.parse(row.due);
}

/** Soonest first; what has no deadline comes last. The times come with different offsets, so text does not sort them. */
export function byDeadline(a: WaitingRow, b: WaitingRow): number {
  return moment(a) === moment(b) ? 0 : moment(a) - moment(b);
}

export function isOverdue(row: WaitingRow, officeNow: string): boolean {
  return moment(row) < Date.parse(officeNow);
}
