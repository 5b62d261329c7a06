import { entryOf } from "@/field/rules/entry";
import { happenedAt } from "@/field/rules/clock";
import { verdictOn } from "@/field/send/verdict";
import { keep } from "@/field/store/database";
import { photosOf } from "@/field/store/drafts";
import {
  forgetOldReceipts,
  listOutgoing,
  noteAttempt,
  notePhoto,
  noteReceipt,
  noteRefusal,
  noteTrouble,
} from "@/field/store/outbox";
import type { Contact, Entry, Outgoing, Photo, Receipt, Trouble } from "@/field/store/types";

/** The server as sending sees it; every method throws what the server refused or that it was not reached. */
export interface Server {
  /** Whose session it is, and how the clocks stand. */
  greet: () => Promise<{ accountId: string; contact: Contact }>;
  /** Resolves only with the server's own receipt. */
  record: (entry: Entry) => Promise<Receipt>;
  /** Resolves only once the last byte is confirmed. */
  sendPhoto: (photo: Photo, onProgress: (share: number) => void) => Promise<void>;
}

/** `done`: nothing of this account waits. `later`: come again by yourself. `signIn`: a person must sign in first. */
export type Outcome = "done" | "later" | "signIn";

/** After as many failures of the server over one record, the ones behind it no longer wait for it. */
const PATIENCE = 5;

/** The code of a refusal of the phone's own: the time cannot be worked out, somebody must type it. */
export const TIME_UNKNOWN = "time_unknown";

export type Progress = (photoId: string, share: number) => void;

/** Sends what waits, in order: all records first, then their photos. What was tried stays until the server has it. */
export async function replay(server: Server, onProgress: Progress = () => undefined): Promise<Outcome> {
  const waiting = await listWaiting();
  let greeting: Awaited<ReturnType<Server["greet"]>>;
  try {
    greeting = await server.greet();
    await keep("contact", greeting.contact);
  } catch (error) {
    return stopAt(waiting, verdictOn(error));
  }
  const outcome = await sendAll(server, greeting, onProgress);
  await forgetOldReceipts();
  return outcome;
}

async function sendAll(
  server: Server,
  { accountId, contact }: { accountId: string; contact: Contact },
  onProgress: Progress,
): Promise<Outcome> {
  let isHeldUp = false;
  // What is handed over meanwhile goes out in the same run.
  for (const seen = new Set<string>(); ;) {
    const next = (await listOutgoing()).find(
      (row) => row.owner === accountId && row.state === "waiting" && !seen.has(row.id),
    );
    if (!next) break;
    seen.add(next.id);
    const trouble = await sendRecord(server, next, contact);
    if (trouble === null) continue;
    if (trouble.kind !== "server" || next.attempts < PATIENCE) return outcomeOf(trouble);
    isHeldUp = true;
  }
  for (const row of await listOutgoing()) {
    if (row.owner !== accountId || row.state !== "recorded") continue;
    const trouble = await sendPhotos(server, row, onProgress);
    if (trouble !== null) return outcomeOf(trouble);
  }
  return isHeldUp ? "later" : "done";
}

const outcomeOf = (trouble: Trouble): Outcome => (trouble.kind === "signIn" ? "signIn" : "later");

async function sendRecord(server: Server, row: Outgoing, contact: Contact): Promise<Trouble | null> {
  const occurredAt =
    row.entry?.occurred_at ?? row.draft.happenedAt ?? happenedAt(row.draft.startedAt, row.draft.contact, contact);
  if (occurredAt === null) {
    await noteRefusal(row.id, TIME_UNKNOWN, "");
    return null;
  }
  const entry = row.entry ?? entryOf(row.draft, occurredAt);
  if (!(await noteAttempt(row.id, entry))) return null;
  try {
    await noteReceipt(row.id, await server.record(entry));
    return null;
  } catch (error) {
    const verdict = verdictOn(error);
    if (verdict.kind === "refused") {
      await noteRefusal(row.id, verdict.code, verdict.reason);
      return null;
    }
    await noteTrouble(row.id, verdict.trouble);
    return verdict.trouble;
  }
}

async function sendPhotos(server: Server, row: Outgoing, onProgress: Progress): Promise<Trouble | null> {
  for (const photo of await photosOf(row.id)) {
    if (photo.state !== "kept") continue;
    try {
      await server.sendPhoto(photo, (share) => {
        onProgress(photo.id, share);
      });
      await notePhoto(photo.id, { state: "sent", reason: null });
    } catch (error) {
      const verdict = verdictOn(error);
      if (verdict.kind === "trouble") {
        await noteTrouble(row.id, verdict.trouble);
        return verdict.trouble;
      }
      await notePhoto(photo.id, { state: "refused", reason: verdict.reason });
    }
  }
  if (row.trouble) await noteReceipt(row.id, row.receipt!);
  return null;
}

/** Records without receipt, and recorded ones of which a photo has not arrived. */
export async function listWaiting(): Promise<Outgoing[]> {
  const waiting: Outgoing[] = [];
  for (const row of await listOutgoing()) {
    const isWaiting =
      row.state === "waiting" ||
      (row.state === "recorded" && (await photosOf(row.id)).some((photo) => photo.state === "kept"));
    if (isWaiting) waiting.push(row);
  }
  return waiting;
}

async function stopAt(waiting: readonly Outgoing[], verdict: ReturnType<typeof verdictOn>): Promise<Outcome> {
  const trouble: Trouble = verdict.kind === "trouble" ? verdict.trouble : { kind: "server", status: 403 };
  for (const row of waiting) await noteTrouble(row.id, trouble);
  return outcomeOf(trouble);
}
