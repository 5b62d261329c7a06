import { database, nextTurn, write, type Stores, type Writing } from "@/field/store/database";
import type { Draft, Photo } from "@/field/store/types";
import { newId } from "@/api/ids";

export function newDraft(owner: string): Draft {
  return {
    id: newId(),
    owner,
    startedAt: new Date().toISOString(),
    contact: null,
    unitCode: "",
    place: "",
    ruleCode: "",
    count: "1",
    factor: "1",
    points: "",
    pointsReason: "",
    note: "",
    secondRecorder: "",
    happenedAt: null,
    position: null,
    refusal: null,
  };
}

/** Newest first. */
export async function listDrafts(owner: string): Promise<Draft[]> {
  const all = await (await database()).getAll("drafts");
  return all.filter((draft) => draft.owner === owner).sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}

export function keepDraft(draft: Draft): Promise<void> {
  return write(["drafts"], async (transaction) => {
    await transaction.objectStore("drafts").put(draft);
  });
}

export function dropDraft(id: string): Promise<void> {
  return write(["drafts", "photos", "contents"], async (transaction) => {
    await transaction.objectStore("drafts").delete(id);
    await dropPhotosOf(transaction, id);
  });
}

export async function dropPhotosOf(
  transaction: Writing<("photos" | "contents" | Stores)[]>,
  recordId: string,
): Promise<void> {
  const photos = transaction.objectStore("photos");
  for (const id of await photos.index("recordId").getAllKeys(recordId)) {
    await photos.delete(id);
    await transaction.objectStore("contents").delete(id);
  }
}

/** In the order in which they were taken. */
export async function photosOf(recordId: string): Promise<Photo[]> {
  const photos = await (await database()).getAllFromIndex("photos", "recordId", recordId);
  return photos.sort((a, b) => a.turn - b.turn);
}

export async function contentOf(photoId: string): Promise<ArrayBuffer | undefined> {
  return (await database()).get("contents", photoId);
}

/** The photo and the draft it belongs to, together: a photo without its record would never be sent. */
export function addPhoto(
  draft: Draft,
  photo: Omit<Photo, "turn" | "state" | "reason">,
  content: ArrayBuffer,
): Promise<void> {
  return write(["drafts", "photos", "contents", "kept"], async (transaction) => {
    await transaction.objectStore("drafts").put(draft);
    const turn = await nextTurn(transaction);
    await transaction.objectStore("contents").put(content, photo.id);
    await transaction.objectStore("photos").put({ ...photo, turn, state: "kept", reason: null });
  });
}

export function dropPhoto(id: string): Promise<void> {
  return write(["photos", "contents"], async (transaction) => {
    await transaction.objectStore("photos").delete(id);
    await transaction.objectStore("contents").delete(id);
  });
}
