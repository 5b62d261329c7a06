import type { Permission, Session } from "@/auth/session";

export interface SearchHit {
  key: string;
  label: string;
  /** Code or record number, so that the right one of two namesakes is opened. */
  detail: string;
  path: string;
}

export interface SearchProvider {
  /** Text of its heading: `search.<key>` in the namespace `app`. */
  key: string;
  permission: Permission;
  /** Only what this reader may open. */
  find: (text: string, session: Session) => Promise<SearchHit[]>;
}
