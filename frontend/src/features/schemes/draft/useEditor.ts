import { createContext, useContext, type Dispatch } from "react";
import { isAt } from "./pointers";
import type { Action, EditorState } from "./reducer";
import type { Finding, Findings } from "./draft";

export interface EditorContent {
  state: EditorState;
  dispatch: Dispatch<Action>;
  /** Of the draft as it was a moment ago; nothing before the first answer. */
  findings: Findings | undefined;
  faults: readonly Finding[];
  warnings: readonly Finding[];
  /** The appraisal year and whom the scheme scores, which an edition keeps. */
  year: number;
  subjectKind: string;
}

export const EditorContext = createContext<EditorContent | null>(null);

export function useEditor(): EditorContent {
  const content = useContext(EditorContext);
  if (!content) throw new Error("used outside the scheme editor");
  return content;
}

/** Sentences of the findings at a place; with `isExact` not of what lies below it. */
export function useMessages(pointer: string, isExact = false): { faults: string[]; warnings: string[] } {
  const { faults, warnings } = useEditor();
  const at = (all: readonly Finding[]): string[] => [
    ...new Set(
      all
        .filter((one) => (isExact ? one.pointer === pointer : isAt(one.pointer, pointer)))
        .map(({ message }) => message),
    ),
  ];
  return { faults: at(faults), warnings: at(warnings) };
}
