import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from "idb";
import type { Contact, Draft, Lists, Outgoing, Photo, Returned, Session } from "@/field/store/types";

interface Kept {
  session: Session;
  lists: Lists;
  contact: Contact;
  returned: Returned;
  /** The last turn that was given out. */
  turn: number;
}

interface Field extends DBSchema {
  kept: { key: string; value: unknown };
  drafts: { key: string; value: Draft };
  outbox: { key: string; value: Outgoing };
  photos: { key: string; value: Photo; indexes: { recordId: string } };
  /** Bytes of photos, apart, so that lists are read without them. */
  contents: { key: string; value: ArrayBuffer };
}

export type Stores = StoreNames<Field>;
export type Writing<Names extends Stores[]> = IDBPTransaction<Field, Names, "readwrite">;

const NAME = "hengjian.field";
let opened: Promise<IDBPDatabase<Field>> | null = null;

export function database(): Promise<IDBPDatabase<Field>> {
  opened ??= openDB<Field>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("kept");
      db.createObjectStore("drafts", { keyPath: "id" });
      db.createObjectStore("outbox", { keyPath: "id" });
      db.createObjectStore("contents");
      db.createObjectStore("photos", { keyPath: "id" }).createIndex("recordId", "recordId");
    },
    // A page of a later version must not wait for this one.
    blocking(_was, _will, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: forgetDatabase,
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** For a browser, or a test, whose storage was put away under us. */
export function forgetDatabase(): void {
  opened = null;
}

const PEERS = "hengjian.field";
const here = new EventTarget();
const peers = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(PEERS);

/** Tells every open page that something kept has changed. */
function tell(): void {
  here.dispatchEvent(new Event("change"));
  peers?.postMessage("change");
}

export function onChange(listener: () => void): () => void {
  here.addEventListener("change", listener);
  peers?.addEventListener("message", listener);
  return () => {
    here.removeEventListener("change", listener);
    peers?.removeEventListener("message", listener);
  };
}

/** Everything of `work` or nothing, and on the disk before it counts as done. */
export async function write<Names extends Stores[], Result>(
  names: [...Names],
  work: (transaction: Writing<Names>) => Promise<Result>,
): Promise<Result> {
  const transaction = (await database()).transaction(names, "readwrite", { durability: "strict" });
  try {
    const result = await work(transaction);
    await transaction.done;
    tell();
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended already, and so it is undone.
    }
    await transaction.done.catch(() => undefined);
    throw error;
  }
}

export async function readKept<Key extends keyof Kept>(key: Key): Promise<Kept[Key] | undefined> {
  return (await (await database()).get("kept", key)) as Kept[Key] | undefined;
}

export function keep<Key extends keyof Kept>(key: Key, value: Kept[Key] | null): Promise<void> {
  return write(["kept"], async (transaction) => {
    const store = transaction.objectStore("kept");
    await (value === null ? store.delete(key) : store.put(value, key));
  });
}

export async function nextTurn(transaction: Writing<("kept" | Stores)[]>): Promise<number> {
  const store = transaction.objectStore("kept");
  const turn = (((await store.get("turn")) as number | undefined) ?? 0) + 1;
  await store.put(turn, "turn");
  return turn;
}
