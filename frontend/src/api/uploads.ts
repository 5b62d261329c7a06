import { newId } from "@/api/ids";

const CHUNK_BYTES = 1_000_000;
const TRIES = 5;

export const MAX_FILE_BYTES = 20_000_000;

const HEIC = "image/heic";
/** What the server takes as a photo. */
export const PICTURE_TYPES: readonly string[] = ["image/jpeg", "image/png", "image/webp", HEIC];
/** For the file chooser: a system that knows no HEIC goes by the end of the name. */
export const FILE_TYPES = [...PICTURE_TYPES, "image/heif", ".heic", ".heif", "application/pdf", "video/mp4"].join(",");

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
  metadata: Record<string, string>;
}

interface FileFacts {
  id: string;
  of: FileHolder;
  sha256: string;
  filename: string;
  /** Empty where nobody knows: then the content alone decides. */
  type: string;
  takenAt: string;
  purpose?: FilePurpose;
}

/** The media type as the server names it: not every system knows HEIC, and some call it by its family. */
export function typeOf({ type, name }: { type: string; name: string }): string {
  return type === "image/heif" || (type === "" && /\.hei[cf]$/i.test(name)) ? HEIC : type;
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
  const metadata = {
    id: facts.id,
    [`${facts.of.kind}_id`]: facts.of.id,
    sha256: facts.sha256,
    filename: facts.filename,
    ...(facts.type !== "" && { filetype: facts.type }),
    taken_at: facts.takenAt,
    ...(facts.purpose && { purpose: facts.purpose }),
  };
  return { id: facts.id, file, metadata };
}

export async function prepareUpload(of: FileHolder, file: File, purpose?: FilePurpose): Promise<Announced> {
  return announcementOf(file, {
    id: newId(),
    of,
    sha256: await sha256(new Uint8Array(await file.arrayBuffer())),
    filename: file.name.slice(-200),
    type: typeOf(file),
    takenAt: new Date(file.lastModified).toISOString(),
    ...(purpose && { purpose }),
  });
}

interface Patience {
  firstPause?: number;
  /** How often a broken line is borne before the caller hears of it. */
  tries?: number;
  /** Milliseconds after which a request without an answer counts as a broken line. */
  limit?: number;
}

/** Sends a file piece by piece. A broken line costs a pause; after each the server is asked how far it came. */
export async function sendFile(
  { id, file, metadata }: Announced,
  onProgress: (share: number) => void,
  { firstPause = 1000, tries = TRIES, limit }: Patience = {},
): Promise<void> {
  // Loaded when the first file is sent: nobody's first page waits for it.
  const [{ Upload }, { OurRequests, problemOf, isWorthATry }] = await Promise.all([
    import("tus-js-client"),
    import("@/api/tus"),
  ]);
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: `${location.origin}/api/v1/supervision/uploads`,
      metadata,
      chunkSize: CHUNK_BYTES,
      // The first piece goes with the announcement: what fits into one, such as a phone's photo, is one request.
      uploadDataDuringCreation: true,
      httpStack: new OurRequests(limit),
      retryDelays: Array.from({ length: tries - 1 }, (_, failures) => firstPause * 2 ** (failures + 1)),
      onShouldRetry: isWorthATry,
      // Where the file was left off is remembered under its id, also when the page was closed in between.
      fingerprint: () => Promise.resolve(`hengjian.upload.${id}`),
      removeFingerprintOnSuccess: true,
      onChunkComplete: (_, accepted) => {
        onProgress(accepted / file.size);
      },
      onSuccess: () => {
        onProgress(1);
        resolve();
      },
      onError: (error) => {
        reject(problemOf(error));
      },
    });
    void upload.findPreviousUploads().then(([before]) => {
      if (before) upload.resumeFromPreviousUpload(before);
      upload.start();
    }, reject);
  });
}
