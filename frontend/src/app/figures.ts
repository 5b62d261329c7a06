import type { UseQueryOptions } from "@tanstack/react-query";
import type { Permission, Session } from "@/auth/session";

/** A number that matters to a role; it leads to its reason in one click. */
export interface Figure {
  key: string;
  label: string;
  /** As it is shown: already formatted, with its sign. */
  value: string;
  detail?: string;
  path: string;
  /** Something here is wrong and can be mended. */
  isBad?: boolean;
}

export interface FigureProvider {
  key: string;
  permission: Permission;
  query: (session: Session, year: number) => UseQueryOptions<Figure[], Error, Figure[], readonly unknown[]>;
}
