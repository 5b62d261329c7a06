import { api } from "@/api/client";
import { Unreachable } from "@/api/problem";
import { newId } from "@/lib/ids";

const CHUNK_BYTES = 1_000_000;
const TRIES = 5;
const VERSION = { "tus-resumable": "1.0.0" };

export const MAX_FILE_BYTES = 20_000_000;
export const FILE_TYPES = "image/jpeg,image/png,image/webp,application/pdf,video/mp4";

/** What a file is for, where its sender and the state of the deduction do not say it. */
export type FilePurpose = "rectification" | "recheck";

export interface Announced {
  id: string;
  file: File;
  metadata: string;
}

function inBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Also where an office serves the app without TLS and the browser withholds `crypto.subtle`. */
async function sha256(file: File): Promise<string> {
  const content = new Uint8Array(await file.arrayBuffer());
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  const digest = subtle
    ? new Uint8Array(await subtle.digest("SHA-256", content))
    : (await import("@noble/hashes/sha2.js")).sha256(content);
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is said of a file before it is sent; said again with the same words, the server goes on where it stood. */
export async function prepareUpload(deductionId: string, file: File, purpose?: FilePurpose): Promise<Announced> {
  const id = newId();
  const said = {
    id,
    deduction_id: deductionId,
    sha256: await sha256(file),
    filename: file.name.slice(-200),
    taken_at: new Date(file.lastModified).toISOString(),
    ...(purpose && { purpose }),
  };
  const metadata = Object.entries(said).map(([name, value]) => `${name} ${inBase64(value)}`);
  return { id, file, metadata: metadata.join(",") };
}

function offsetOf(response: Response): number {
  return Number(response.headers.get("Upload-Offset") ?? 0);
}

async function announce({ file, metadata }: Announced): Promise<number> {
  const header = { ...VERSION, "upload-length": file.size, "upload-metadata": metadata };
  return offsetOf((await api.POST("/api/v1/supervision/uploads", { params: { header } })).response);
}

async function sendChunk({ id, file }: Announced, offset: number): Promise<number> {
  const { response } = await api.PATCH("/api/v1/supervision/uploads/{upload_id}", {
    params: { path: { upload_id: id }, header: { ...VERSION, "upload-offset": offset } },
    headers: { "Content-Type": "application/offset+octet-stream" },
    body: "",
    bodySerializer: () => file.slice(offset, offset + CHUNK_BYTES),
  });
  return offsetOf(response);
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends a file piece by piece. A broken line costs a pause; after each the server is asked how far it came. */
export async function sendFile(
  upload: Announced,
  onProgress: (share: number) => void,
  firstPause = 1000,
): Promise<void> {
  const { size } = upload.file;
  let failures = 0;
  for (;;) {
    try {
      let offset = await announce(upload);
      while (offset < size) {
        onProgress(offset / size);
        offset = await sendChunk(upload, offset);
        failures = 0;
      }
      onProgress(1);
      return;
    } catch (error) {
      failures += 1;
      if (!(error instanceof Unreachable) || failures >= TRIES) throw error;
      await pause(firstPause * 2 ** failures);
    }
  }
}
