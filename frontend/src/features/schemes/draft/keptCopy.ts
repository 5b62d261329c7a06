import { isTree } from "./nodes";
import type { Draft } from "./draft";

/** Unsaved work of one person on one scheme, in this browser. */
export interface KeptCopy {
  version: number;
  draft: Draft;
  at: string;
}

const keyOf = (account: string, scheme: string): string => `hengjian.scheme-draft.${account}.${scheme}`;

export function readCopy(account: string, scheme: string): KeptCopy | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(account, scheme)) ?? "null") as KeptCopy | null;
    return kept && isTree(kept.draft.document.root) ? kept : null;
  } catch {
    return null;
  }
}

export function keepCopy(account: string, scheme: string, copy: KeptCopy): void {
  try {
    localStorage.setItem(keyOf(account, scheme), JSON.stringify(copy));
  } catch {
    // A full or closed store must not stop anybody from writing; saving still works.
  }
}

export function dropCopy(account: string, scheme: string): void {
  localStorage.removeItem(keyOf(account, scheme));
}
