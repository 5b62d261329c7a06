import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys } from "@/api/keys";

export type AuditRow = Schema<"AuditRow">;
type AuditRowDetail = Schema<"AuditRowDetail">;
export type Service = Schema<"ServiceName">;

export const SERVICES: readonly Service[] = ["directory", "targets", "supervision", "appraisal", "personnel"];

/** What is looked for; days are the county's, both of them included. */
export interface AuditFilters {
  person: string | undefined;
  objectType: string | undefined;
  objectId: string | undefined;
  action: string | undefined;
  address: string | undefined;
  service: Service | undefined;
  from: string | undefined;
  until: string | undefined;
}

const DAY = 86_400_000;

/** The moment at which a day of the county begins, or the one after it. */
export function dayBegins(day: string | undefined, later = 0): string | undefined {
  const begins = Date.parse(`${day ?? ""}T00:00:00+08:00`);
  return Number.isNaN(begins) ? undefined : new Date(begins + later * DAY).toISOString();
}

function asked(filters: AuditFilters) {
  return {
    person: filters.person,
    object_type: filters.objectType,
    object_id: filters.objectId,
    action: filters.action,
    address: filters.address,
    of: filters.service,
    begins_at: dayBegins(filters.from),
    ends_at: dayBegins(filters.until, 1),
  };
}

export function firstAuditRows(filters: AuditFilters) {
  return data(api.GET("/api/v1/directory/audit-rows", { params: { query: { ...asked(filters), limit: 100 } } }));
}

export async function exportAuditRows(filters: AuditFilters): Promise<Blob> {
  const { data: file } = await api.GET("/api/v1/directory/audit-rows.xlsx", {
    params: { query: asked(filters) },
    parseAs: "blob",
  });
  return file as unknown as Blob;
}

export const auditRowQuery = (row: AuditRow) =>
  queryOptions({
    queryKey: keys.audit.one(row.service, row.id),
    queryFn: () =>
      data(
        api.GET("/api/v1/directory/audit-rows/{of}/{number}", {
          params: { path: { of: row.service, number: row.id } },
        }),
      ),
  });

/** What an office calls acts, objects and fields; the language is the reader's. */
export const auditWordsQuery = (language: string) =>
  queryOptions({
    queryKey: keys.audit.words(language),
    queryFn: () => data(api.GET("/api/v1/directory/audit-words")),
    staleTime: Infinity,
  });

export interface Change {
  field: string;
  before: string;
  after: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const said = (value: unknown): string =>
  value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value, null, 1);

/** What a row says, field by field; a value that is no record stands under no name. */
export function changesOf({ before, after }: Pick<AuditRowDetail, "before" | "after">): Change[] {
  if (!isRecord(before ?? after)) return [{ field: "", before: said(before), after: said(after) }];
  const earlier = isRecord(before) ? before : {};
  const later = isRecord(after) ? after : {};
  return [...new Set([...Object.keys(earlier), ...Object.keys(later)])]
    .sort()
    .map((field) => ({ field, before: said(earlier[field]), after: said(later[field]) }));
}
