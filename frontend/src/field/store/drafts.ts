import { database, nextTurn, write } from "@/field/store/database";
import type { Draft, Photo } from "@/field/store/types";
import { newId } from "@/lib/ids";

export function newDraft(owner: string): Draft {
  return {
    id: newId(),
    owner,
    startedAt: new Date().toISOString(),
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
  return write(["drafts", "photos"], async (transaction) => {
    await transaction.objectStore("drafts").delete(id);
    const photos = transaction.objectStore("photos");
    for (const key of await photos.index("recordId").getAllKeys(id)) await photos.delete(key);
  });
}

/** In the order in which they were taken. */
export async function photosOf(recordId: string): Promise<Photo[]> {
  const photos = await (await database()).getAllFromIndex("photos", "recordId", recordId);
  return photos.sort((a, b) => a.turn - b.turn);
}

/** The photo and the draft it belongs to, together: a photo without its record would never be sent. */
export function addPhoto(draft: Draft, photo: Omit<Photo, "turn" | "state" | "reason">): Promise<void> {
  return write(["drafts", "photos", "kept"], async (transaction) => {
    await transaction.objectStore("drafts").put(draft);
    const turn = await nextTurn(transaction);
    await transaction.objectStore("photos").put({ ...photo, turn, state: "kept", reason: null });
  });
}

export function dropPhoto(id: string): Promise<void> {
  return write(["photos"], async (transaction) => {
    await transaction.objectStore("photos").delete(id);
  });
}
