import { MAX_FILE_BYTES, PICTURE_TYPES, sha256 } from "@/api/uploads";
import { compress } from "@/field/photos/compress";
import { addPhoto } from "@/field/store/drafts";
import type { Draft } from "@/field/store/types";
import { newId } from "@/api/ids";

export const MOST_PHOTOS = 12;

/** Why a photo could not be kept; the draft itself is safe in every case. */
export type PhotoProblem = "unreadable" | "tooLarge" | "noRoom" | "tooMany";

function isNoRoom(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/** Compresses, hashes and keeps a photo with its draft. */
export async function takePhoto(draft: Draft, file: File): Promise<PhotoProblem | null> {
  let ready;
  try {
    ready = await compress(file);
  } catch {
    return "unreadable";
  }
  if (!PICTURE_TYPES.includes(ready.type)) return "unreadable";
  if (ready.content.byteLength > MAX_FILE_BYTES) return "tooLarge";
  try {
    const photo = {
      id: newId(),
      recordId: draft.id,
      owner: draft.owner,
      filename: ready.filename,
      type: ready.type,
      size: ready.content.byteLength,
      sha256: await sha256(new Uint8Array(ready.content)),
      takenAt: new Date(file.lastModified).toISOString(),
    };
    await addPhoto(draft, photo, ready.content);
    return null;
  } catch (error) {
    if (isNoRoom(error)) return "noRoom";
    throw error;
  }
}
