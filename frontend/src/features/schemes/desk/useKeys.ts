import { useEffect, type Dispatch } from "react";
import type { Action } from "../draft/reducer";

interface Props {
  dispatch: Dispatch<Action>;
  save: () => void;
  /** No dialog stands before the editor. */
  isIdle: boolean;
}

/** Undo, redo and save by the keys that everybody knows. */
export function useKeys({ dispatch, save, isIdle }: Props): void {
  useEffect(() => {
    if (!isIdle) return;
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
      const key = event.key.toLowerCase();
      if (key === "z") dispatch({ type: event.shiftKey ? "redo" : "undo" });
      else if (key === "y") dispatch({ type: "redo" });
      else if (key === "s") save();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
    };
  });
}
