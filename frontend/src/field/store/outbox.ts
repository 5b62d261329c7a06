import { database, nextTurn, write } from "@/field/store/database";
import { dropPhotosOf } from "@/field/store/drafts";
import type { Draft, Outgoing, Photo, Receipt, Trouble } from "@/field/store/types";
import { newId } from "@/api/ids";

const SENT_KEPT = 100;

/** In the order in which they were handed over. */
export async function listOutgoing(): Promise<Outgoing[]> {
  return (await (await database()).getAll("outbox")).sort((a, b) => a.turn - b.turn);
}

export type Named = Pick<Outgoing, "ownerName" | "unitName" | "ruleTitle" | "ruleTitleEn">;

/** The draft becomes a record on its way, in one step: it is in one of the two lists at any moment. */
export async function handOver(draft: Draft, named: Named): Promise<void> {
  await write(["drafts", "outbox", "kept"], async (transaction) => {
    await transaction.objectStore("drafts").delete(draft.id);
    const turn = await nextTurn(transaction);
    await transaction.objectStore("outbox").put({
      ...named,
      id: draft.id,
      owner: draft.owner,
      turn,
      draft: { ...draft, refusal: null },
      queuedAt: new Date().toISOString(),
      entry: null,
      attempts: 0,
      state: "waiting",
      trouble: null,
      refusal: null,
      receipt: null,
    });
  });
}

/** False where the row has been taken back meanwhile. */
function change(id: string, changes: (row: Outgoing) => Partial<Outgoing>): Promise<boolean> {
  return write(["outbox"], async (transaction) => {
    const store = transaction.objectStore("outbox");
    const row = await store.get(id);
    if (!row) return false;
    await store.put({ ...row, ...changes(row) });
    return true;
  });
}

/** Before each attempt; the content stays as it was at the first. False: it was taken back, and must not be sent. */
export function noteAttempt(id: string, entry: Outgoing["entry"]): Promise<boolean> {
  return change(id, (row) => ({ entry: row.entry ?? entry, attempts: row.attempts + 1 }));
}

export async function noteTrouble(id: string, trouble: Trouble): Promise<void> {
  await change(id, () => ({ trouble }));
}

export async function noteRefusal(id: string, code: string, reason: string): Promise<void> {
  await change(id, () => ({ state: "refused", trouble: null, refusal: { code, reason } }));
}

export async function noteReceipt(id: string, receipt: Receipt): Promise<void> {
  await change(id, () => ({ state: "recorded", trouble: null, refusal: null, receipt }));
}

export function notePhoto(id: string, outcome: Pick<Photo, "state" | "reason">): Promise<void> {
  return write(["photos", "contents"], async (transaction) => {
    const store = transaction.objectStore("photos");
    const photo = await store.get(id);
    if (!photo) return;
    await store.put({ ...photo, ...outcome });
    if (outcome.state === "sent") await transaction.objectStore("contents").delete(id);
  });
}

/** "Try again": a refused record, and refused photos of a recorded one, wait once more. */
export function tryAgain(id: string): Promise<void> {
  return write(["outbox", "photos"], async (transaction) => {
    const outbox = transaction.objectStore("outbox");
    const row = await outbox.get(id);
    if (!row) return;
    await outbox.put({
      ...row,
      trouble: null,
      refusal: null,
      state: row.state === "recorded" ? "recorded" : "waiting",
    });
    const photos = transaction.objectStore("photos");
    for (const photo of await photos.index("recordId").getAll(id)) {
      if (photo.state === "refused") await photos.put({ ...photo, state: "kept", reason: null });
    }
  });
}

/** Whether nothing of it can be on the server: then it may be changed, or dropped. */
export function mayBeChanged(row: Outgoing): boolean {
  return row.state === "refused" || (row.state === "waiting" && row.attempts === 0);
}

/**
 * A record that the server refused becomes a draft again. It keeps its id, so that the server would notice if an
 * earlier attempt had got through after all; only where the id is taken, another is made.
 */
export function takeBack(id: string, underNewId = false): Promise<string> {
  return write(["drafts", "outbox", "photos", "contents"], async (transaction) => {
    const outbox = transaction.objectStore("outbox");
    const row = await outbox.get(id);
    if (!row || !mayBeChanged(row)) throw new Error("cannot be changed now");
    const draft = { ...row.draft, id: underNewId ? newId() : id, refusal: row.refusal?.reason ?? null };
    await outbox.delete(id);
    await transaction.objectStore("drafts").put(draft);
    if (underNewId) {
      const photos = transaction.objectStore("photos");
      const contents = transaction.objectStore("contents");
      for (const photo of await photos.index("recordId").getAll(id)) {
        const content = await contents.get(photo.id);
        const fresh = { ...photo, id: newId(), recordId: draft.id };
        await photos.delete(photo.id);
        await contents.delete(photo.id);
        await photos.put(fresh);
        if (content) await contents.put(content, fresh.id);
      }
    }
    return draft.id;
  });
}

export function discard(id: string): Promise<void> {
  return write(["outbox", "photos", "contents"], async (transaction) => {
    const outbox = transaction.objectStore("outbox");
    const row = await outbox.get(id);
    if (!row || !mayBeChanged(row)) return;
    await outbox.delete(id);
    await dropPhotosOf(transaction, id);
  });
}

/** What has arrived whole is only a receipt; the oldest of many go. */
export function forgetOldReceipts(): Promise<void> {
  return write(["outbox", "photos", "contents"], async (transaction) => {
    const outbox = transaction.objectStore("outbox");
    const photos = transaction.objectStore("photos");
    const arrived = (await outbox.getAll()).filter((row) => row.state === "recorded").sort((a, b) => b.turn - a.turn);
    for (const row of arrived.slice(SENT_KEPT)) {
      const own = await photos.index("recordId").getAll(row.id);
      if (own.some((photo) => photo.state !== "sent")) continue;
      await outbox.delete(row.id);
      await dropPhotosOf(transaction, row.id);
    }
  });
}
