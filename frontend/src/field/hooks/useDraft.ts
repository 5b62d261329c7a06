import { useCallback, useRef, useState } from "react";
import { useStored } from "@/field/hooks/useStored";
import { readKept } from "@/field/store/database";
import { keepDraft, newDraft } from "@/field/store/drafts";
import type { Draft } from "@/field/store/types";

const readContact = async () => (await readKept("contact")) ?? null;

export interface Writing {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  /** The draft as it stands, on the disk. */
  settle: () => Promise<Draft>;
  /** Another draft, or a blank one. What was written before is kept. */
  open: (draft: Draft | null) => Promise<void>;
  isSaved: boolean;
  /** The phone had no room for the last change: it stands on the page alone. */
  isFull: boolean;
}

/** The draft under the thumb. It is stored with every change, from the first on. */
export function useDraft(owner: string, start: Draft | null): Writing {
  const contact = useStored(readContact) ?? null;
  const [draft, setDraft] = useState(() => start ?? newDraft(owner));
  const [isSaved, setSaved] = useState(start !== null);
  const [isFull, setFull] = useState(false);
  const latest = useRef(draft);
  const isTouched = useRef(start !== null);
  const isDirty = useRef(false);
  const saving = useRef<Promise<void> | null>(null);

  /** What was typed meanwhile goes with the next round: one write at a time, and never an older one last. */
  const settle = useCallback(async (): Promise<Draft> => {
    saving.current ??= (async () => {
      while (isDirty.current) {
        isDirty.current = false;
        await keepDraft(latest.current);
      }
      setSaved(true);
      setFull(false);
    })()
      .catch((error: unknown) => {
        isDirty.current = true;
        setFull(true);
        throw error;
      })
      .finally(() => {
        saving.current = null;
      });
    await saving.current;
    return latest.current;
  }, []);

  const change = useCallback(
    (changes: Partial<Draft>) => {
      const base = latest.current;
      // The moment of finding is that of the first touch, however long the blank page lay open.
      const begun = isTouched.current ? {} : { startedAt: new Date().toISOString(), contact };
      isTouched.current = true;
      latest.current = { ...base, ...begun, ...changes };
      isDirty.current = true;
      setDraft(latest.current);
      setSaved(false);
      settle().catch(() => undefined);
    },
    [settle, contact],
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

  return { draft, change, settle, open, isSaved, isFull };
}
