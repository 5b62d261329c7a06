import { useEffect, useState } from "react";
import type { Verb } from "../queries";
import { isDialogOpen } from "@/lib/openDialogs";

/** The key of each step, as it is written on its button. */
export const KEYS = {
  confirm: "c",
  return: "r",
  merge: "m",
  notify: "n",
  judge: "d",
} as const satisfies Partial<Record<Verb, string>>;

export type QueueVerb = keyof typeof KEYS;

const KEPT = "hengjian.queue.keys";

/** Single keys can be switched off, for whoever speaks to the computer or slips. */
export function useKeysOn(): [boolean, (on: boolean) => void] {
  const [isOn, setOn] = useState(() => localStorage.getItem(KEPT) !== "off");
  return [
    isOn,
    (on) => {
      localStorage.setItem(KEPT, on ? "on" : "off");
      setOn(on);
    },
  ];
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

/** Calls what a key stands for, unless somebody types, holds a modifier, or a dialog is open. */
export function useKeys(isOn: boolean, press: (key: string) => void): void {
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (isDialogOpen()) return;
      press(event.key.toLowerCase());
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  });
}
