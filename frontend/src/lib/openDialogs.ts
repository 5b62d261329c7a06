import { useEffect } from "react";

const marks = new Set<symbol>();

/** Under an open dialog nothing moves: no list is read again, no key acts. */
export function isDialogOpen(): boolean {
  return marks.size > 0;
}

/** Says that a dialog has opened, until the returned function is called. */
export function markDialog(): () => void {
  const mark = Symbol();
  marks.add(mark);
  return () => {
    marks.delete(mark);
  };
}

export function useDialogMark(isOpen: boolean): void {
  useEffect(() => (isOpen ? markDialog() : undefined), [isOpen]);
}
