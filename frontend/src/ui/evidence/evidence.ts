import { queryOptions } from "@tanstack/react-query";
import { api, data, type Schema } from "@/api/client";
import { keys, type Group } from "@/api/keys";
import type { FileHolder } from "@/api/uploads";

export type Evidence = Schema<"EvidenceView">;

/** Files belong to what they are shown with: that is read again when one is added or withdrawn. */
export const evidenceQuery = (of: FileHolder) =>
  queryOptions({
    queryKey: of.kind === "deduction" ? keys.deductions.evidence(of.id) : keys.rounds.evidence(of.id),
    queryFn: () =>
      of.kind === "deduction"
        ? data(
            api.GET("/api/v1/supervision/deductions/{deduction_id}/evidence", {
              params: { path: { deduction_id: of.id } },
            }),
          )
        : data(api.GET("/api/v1/supervision/round-items/{item_id}/evidence", { params: { path: { item_id: of.id } } })),
  });

/** What must be read again when a file came or went: its holder counts its files. */
export const groupOf = (of: FileHolder): Group => (of.kind === "deduction" ? "deductions" : "rounds");

export const contentAddress = (id: string) => `/api/v1/supervision/evidence/${id}/content`;

/** No browser but Safari opens HEIC: the server draws it as a JPEG. */
const isDrawn = ({ type }: Evidence) => type === "image/heic";

/** Where a photo can be seen. Whoever may not have the original gets the rendition at either address. */
export const shownAddress = (item: Evidence) => contentAddress(item.id) + (isDrawn(item) ? "?clean=true" : "");
export const thumbnailAddress = (id: string) => `/api/v1/supervision/evidence/${id}/thumbnail`;

function readContent(id: string, clean: boolean): Promise<Blob> {
  const params = { path: { evidence_id: id }, query: clean ? { clean } : {} };
  const call = api.GET("/api/v1/supervision/evidence/{evidence_id}/content", { params, parseAs: "blob" });
  return data(call) as Promise<Blob>;
}

/** The file as it was handed in; who may not have that gets the rendition. */
export const readFile = (id: string): Promise<Blob> => readContent(id, false);
export const readShown = (item: Evidence): Promise<Blob> => readContent(item.id, isDrawn(item));

/** Under which name a file is saved: a rendition of a photo is a JPEG whatever the photo was. */
export function nameOf(item: Evidence, content: Blob): string {
  const isOther = content.type === "image/jpeg" && item.type !== content.type;
  return isOther ? `${item.filename.replace(/\.[^.]*$/, "")}.jpg` : item.filename;
}

export function withdraw(id: string, reason: string): Promise<unknown> {
  return api.POST("/api/v1/supervision/evidence/{evidence_id}:withdraw", {
    params: { path: { evidence_id: id } },
    body: { reason },
  });
}

export function showSize(bytes: number): string {
  return bytes < 1_000_000
    ? `${String(Math.max(1, Math.round(bytes / 1000)))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A hash as people compare it aloud: in groups of eight. */
export function inGroups(hash: string): string {
  return hash.match(/.{1,8}/g)?.join(" ") ?? hash;
}
