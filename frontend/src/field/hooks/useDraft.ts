import { useCallback, useEffect, useRef, useState } from "react";
import { keepDraft, newDraft } from "@/field/store/drafts";
import type { Draft } from "@/field/store/types";

const SAVE_AFTER_MS = 300;

export interface Writing {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  /** The draft as it stands, on the disk. */
  settle: () => Promise<Draft>;
  /** Another draft, or a blank one. What was written before is kept. */
  open: (draft: Draft | null) => Promise<void>;
  isSaved: boolean;
}

/** The draft under the thumb. It is stored from its first change on, and before the page can go away. */
export function useDraft(owner: string, start: Draft | null): Writing {
  const [draft, setDraft] = useState(() => start ?? newDraft(owner));
  const [isSaved, setSaved] = useState(start !== null);
  const latest = useRef(draft);
  const isTouched = useRef(start !== null);
  const isDirty = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const settle = useCallback(async (): Promise<Draft> => {
    clearTimeout(timer.current);
    const current = latest.current;
    if (isDirty.current) {
      isDirty.current = false;
      await keepDraft(current);
      setSaved(!isDirty.current);
    }
    return current;
  }, []);

  const change = useCallback(
    (changes: Partial<Draft>) => {
      const base = latest.current;
      // The moment of finding is that of the first touch, however long the blank page lay open.
      const begun = isTouched.current ? {} : { startedAt: new Date().toISOString() };
      isTouched.current = true;
      latest.current = { ...base, ...begun, ...changes };
      isDirty.current = true;
      setDraft(latest.current);
      setSaved(false);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void settle(), SAVE_AFTER_MS);
    },
    [settle],
  );

  const open = useCallback(
    async (next: Draft | null) => {
      await settle();
      latest.current = next ?? newDraft(owner);
      isTouched.current = next !== null;
      setDraft(latest.current);
      setSaved(next !== null);
    },
    [owner, settle],
  );

  useEffect(() => {
    const leave = (): void => {
      if (isDirty.current) void settle();
    };
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", leave);
    return () => {
      leave();
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", leave);
    };
  }, [settle]);

  return { draft, change, settle, open, isSaved };
}
