import type { UseQueryOptions } from "@tanstack/react-query";
import type { Permission, Session } from "@/auth/session";

/** One thing that waits for this person: a link one click from done. */
export interface WaitingRow {
  key: string;
  title: string;
  detail?: string;
  /** RFC 3339, or null where nothing is due. */
  due: string | null;
  path: string;
}

export interface WaitingProvider {
  key: string;
  permission: Permission;
  query: (session: Session) => UseQueryOptions<WaitingRow[], Error, WaitingRow[], readonly unknown[]>;
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
