import { api } from "@/api/client";
import { Unreachable } from "@/api/problem";
import { newId } from "@/api/ids";

const CHUNK_BYTES = 1_000_000;
const TRIES = 5;
const VERSION = { "tus-resumable": "1.0.0" };

export const MAX_FILE_BYTES = 20_000_000;
export const FILE_TYPES = "image/jpeg,image/png,image/webp,application/pdf,video/mp4";

/** What a file belongs to. */
export interface FileHolder {
  kind: "deduction" | "round_item";
  id: string;
}

/** What a file is for, where its sender and the state of the deduction do not say it. */
export type FilePurpose = "rectification" | "recheck";

/** A file and what is said of it before it is sent; said again, the server goes on where it stood. */
export interface Announced {
  id: string;
  file: Blob;
  metadata: string;
}

export interface FileFacts {
  id: string;
  of: FileHolder;
  sha256: string;
  filename: string;
  takenAt: string;
  purpose?: FilePurpose;
}

function inBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Also where an office serves the app without TLS and the browser withholds `crypto.subtle`. */
export async function sha256(content: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  const digest = subtle
    ? new Uint8Array(await subtle.digest("SHA-256", content))
    : (await import("@noble/hashes/sha2.js")).sha256(content);
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function announcementOf(file: Blob, facts: FileFacts): Announced {
  const said = {
    id: facts.id,
    [`${facts.of.kind}_id`]: facts.of.id,
    sha256: facts.sha256,
    filename: facts.filename,
    taken_at: facts.takenAt,
    ...(facts.purpose && { purpose: facts.purpose }),
  };
  const metadata = Object.entries(said).map(([name, value]) => `${name} ${inBase64(value)}`);
  return { id: facts.id, file, metadata: metadata.join(",") };
}

export async function prepareUpload(of: FileHolder, file: File, purpose?: FilePurpose): Promise<Announced> {
  return announcementOf(file, {
    id: newId(),
    of,
    sha256: await sha256(new Uint8Array(await file.arrayBuffer())),
    filename: file.name.slice(-200),
    takenAt: new Date(file.lastModified).toISOString(),
    ...(purpose && { purpose }),
  });
}

function offsetOf(response: Response): number {
  const said = response.headers.get("Upload-Offset");
  // An answer that does not say how much has arrived is not the server's.
  if (said === null) throw new Unreachable();
  return Number(said);
}

async function announce({ file, metadata }: Announced, signal: AbortSignal | null): Promise<number> {
  const header = { ...VERSION, "upload-length": file.size, "upload-metadata": metadata };
  return offsetOf((await api.POST("/api/v1/supervision/uploads", { params: { header }, signal })).response);
}

async function sendChunk({ id, file }: Announced, offset: number, signal: AbortSignal | null): Promise<number> {
  const { response } = await api.PATCH("/api/v1/supervision/uploads/{upload_id}", {
    params: { path: { upload_id: id }, header: { ...VERSION, "upload-offset": offset } },
    headers: { "Content-Type": "application/offset+octet-stream" },
    body: "",
    bodySerializer: () => file.slice(offset, offset + CHUNK_BYTES),
    signal,
  });
  return offsetOf(response);
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Patience {
  firstPause?: number;
  /** How often a broken line is borne before the caller hears of it. */
  tries?: number;
  /** Milliseconds after which a request without an answer counts as a broken line. */
  limit?: number;
}

/** Sends a file piece by piece. A broken line costs a pause; after each the server is asked how far it came. */
export async function sendFile(
  upload: Announced,
  onProgress: (share: number) => void,
  { firstPause = 1000, tries = TRIES, limit }: Patience = {},
): Promise<void> {
  const { size } = upload.file;
  const within = (): AbortSignal | null => (limit === undefined ? null : AbortSignal.timeout(limit));
  let failures = 0;
  for (;;) {
    try {
      let offset = await announce(upload, within());
      while (offset < size) {
        onProgress(offset / size);
        offset = await sendChunk(upload, offset, within());
        failures = 0;
      }
      onProgress(1);
      return;
    } catch (error) {
      failures += 1;
      if (!(error instanceof Unreachable) || failures >= tries) throw error;
      await pause(firstPause * 2 ** failures);
    }
  }
}
