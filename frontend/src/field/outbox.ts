import type { Schema } from "@/api/client";

export type Entry = Schema<"DeductionEntry">;

/** What was typed and is not on the server yet; `reason` is why it was refused, null while it waits. */
export interface Unsent {
  entry: Entry;
  title: string;
  reason: string | null;
}

const KEY = "hengjian.field.unsent";
const SENT = "hengjian.field.sent";

export function readUnsent(): Unsent[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as Unsent[];
  } catch {
    return [];
  }
}

export function keepUnsent(rows: readonly Unsent[]): void {
  localStorage.setItem(KEY, JSON.stringify(rows));
}

export function readSentCount(): number {
  return Number(localStorage.getItem(SENT) ?? "0");
}

export function countSent(): number {
  const count = readSentCount() + 1;
  localStorage.setItem(SENT, String(count));
  return count;
}
