import { codesOf, copyNode, freshCode, insertAt, isGroup, moveAt, nodeAt, placeFor, removeAt, setKey } from "./nodes";
import { updateAt, walk, type Step } from "./nodes";
import type { Draft, Path, Rule, SchemeDocument, SchemeNode, Selection, Source } from "./draft";

export interface EditorState {
  draft: Draft;
  /** As the server keeps it, and its version. */
  saved: Draft;
  version: number;
  selected: Selection;
  past: readonly Draft[];
  future: readonly Draft[];
  /** The field that was changed last: typing on in it is one step. */
  lastField: string | null;
}

export type Action =
  | { type: "set"; key: keyof Draft; value: Draft[keyof Draft] }
  | { type: "setDocument"; key: string; value: unknown }
  | { type: "replaceDocument"; document: SchemeDocument }
  | { type: "setNode"; path: Path; key: string; value: unknown }
  | { type: "setRule"; path: Path; rule: Rule }
  | { type: "rename"; path: Path; code: string }
  | { type: "setSource"; code: string; source: Source | undefined }
  | { type: "add"; kind: "item" | "group"; name: string }
  | { type: "move"; path: Path; step: Step }
  | { type: "duplicate"; path: Path }
  | { type: "remove"; path: Path }
  | { type: "select"; selected: Selection }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "saved"; draft: Draft; version: number }
  | { type: "rebase"; saved: Draft; version: number }
  | { type: "take"; draft: Draft; version: number }
  | { type: "restore"; draft: Draft };

const MOST_STEPS = 200;

export function begin(draft: Draft, version: number): EditorState {
  return { draft, saved: draft, version, selected: [], past: [], future: [], lastField: null };
}

export function isChanged({ draft, saved }: EditorState): boolean {
  return draft !== saved && JSON.stringify(draft) !== JSON.stringify(saved);
}

export function reduce(state: EditorState, action: Action): EditorState {
  switch (action.type) {
    case "select":
      return { ...state, selected: action.selected, lastField: null };
    case "undo": {
      const draft = state.past.at(-1);
      if (!draft) return state;
      return settle({ ...state, draft, past: state.past.slice(0, -1), future: [state.draft, ...state.future] });
    }
    case "redo": {
      const [draft, ...future] = state.future;
      if (!draft) return state;
      return settle({ ...state, draft, past: [...state.past, state.draft], future });
    }
    case "saved":
      return { ...state, saved: action.draft, version: action.version, lastField: null };
    case "rebase":
      return { ...state, saved: action.saved, version: action.version, lastField: null };
    case "take": {
      const taken = remember(state, action.draft, null);
      return settle({ ...taken, saved: action.draft, version: action.version });
    }
    case "restore":
      return settle(remember(state, action.draft, null));
    default:
      return edit(state, action);
  }
}

type Edit = Exclude<Action, { type: "select" | "undo" | "redo" | "saved" | "rebase" | "take" | "restore" }>;

/** One step more that can be undone; typing on in one field is the same step. */
function remember(state: EditorState, draft: Draft, field: string | null): EditorState {
  if (draft === state.draft) return state;
  const isSameStep = field !== null && field === state.lastField;
  const past = isSameStep ? state.past : [...state.past, state.draft].slice(-MOST_STEPS);
  return { ...state, draft, past, future: [], lastField: field };
}

/** After another draft has taken the place of this one: what was selected may be gone. */
function settle(state: EditorState): EditorState {
  const { selected, draft } = state;
  if (selected === "whole") return { ...state, lastField: null };
  let path = selected;
  while (path.length > 0 && !nodeAt(draft.document.root, path)) path = path.slice(0, -1);
  return { ...state, selected: path, lastField: null };
}

function edit(state: EditorState, action: Edit): EditorState {
  const { draft } = state;
  const { root } = draft.document;
  switch (action.type) {
    case "set":
      return remember(state, { ...draft, [action.key]: action.value }, `set ${action.key}`);
    case "setDocument": {
      const document = setKey(draft.document, action.key, action.value);
      return remember(state, { ...draft, document }, `document ${action.key}`);
    }
    case "replaceDocument":
      return settle(remember(state, { ...draft, document: action.document }, null));
    case "setNode": {
      const changed = updateAt(root, action.path, (node) => setKey(node, action.key, action.value));
      return remember(state, withRoot(draft, changed), `node ${action.path.join()} ${action.key}`);
    }
    case "setRule": {
      const before = nodeAt(root, action.path)?.rule;
      const isOther = before?.type !== action.rule.type;
      const changed = updateAt(root, action.path, (node) => ({ ...node, rule: action.rule }));
      return remember(state, withRoot(draft, changed), isOther ? null : `rule ${action.path.join()}`);
    }
    case "setSource": {
      const binding = setKey(draft.binding, action.code, action.source);
      const isOther = draft.binding[action.code]?.["source"] !== action.source?.["source"];
      return remember(state, { ...draft, binding }, isOther ? null : `source ${action.code}`);
    }
    case "rename":
      return remember(state, rename(draft, action.path, action.code), null);
    case "add":
      return add(state, action.kind, action.name);
    case "move": {
      const moved = moveAt(root, action.path, action.step);
      if (!moved) return state;
      return { ...remember(state, withRoot(draft, moved.root), null), selected: moved.path };
    }
    case "duplicate":
      return duplicate(state, action.path);
    case "remove":
      return remove(state, action.path);
  }
}

function withRoot(draft: Draft, root: SchemeNode): Draft {
  return { ...draft, document: { ...draft.document, root } };
}

/** The codes by which ties are broken, after `change`. */
function changeBreaking(document: SchemeDocument, change: (codes: string[]) => string[]): SchemeDocument {
  const ranking = document["ranking"] as { break_by?: unknown } | undefined;
  if (!Array.isArray(ranking?.break_by)) return document;
  return { ...document, ranking: { ...ranking, break_by: change(ranking.break_by as string[]) } };
}

/** Another code for a node; its source and what breaks ties by it go along. A code that is taken changes nothing. */
function rename(draft: Draft, path: Path, code: string): Draft {
  const { root } = draft.document;
  const old = nodeAt(root, path)?.code;
  if (old === undefined || old === code || code === "" || codesOf(root).has(code)) return draft;
  const isTwice = walk(root).filter(({ node }) => node.code === old).length > 1;
  const changed = withRoot(
    draft,
    updateAt(root, path, (node) => ({ ...node, code })),
  );
  if (isTwice) return changed;
  const binding = Object.fromEntries(
    Object.entries(draft.binding).map(([key, source]) => [key === old ? code : key, source]),
  );
  const document = changeBreaking(changed.document, (codes) => codes.map((one) => (one === old ? code : one)));
  return { ...changed, binding, document };
}

const NEW: Readonly<Record<"item" | "group", (code: string) => SchemeNode>> = {
  item: (code) => ({ code, rule: { type: "proportional" } }),
  group: (code) => ({ code, combine: "sum", parts: [] }),
};

function add(state: EditorState, kind: "item" | "group", name: string): EditorState {
  const { root } = state.draft.document;
  const place = placeFor(root, state.selected === "whole" ? [] : state.selected);
  if (!place) return state;
  const node = { ...NEW[kind](freshCode(codesOf(root), kind)), name };
  const draft = withRoot(state.draft, insertAt(root, place.group, place.index, node));
  return { ...remember(state, draft, null), selected: [...place.group, place.index] };
}

/** Beside the original. A catalogue code counts for one item only, so that sources over deductions are not copied. */
function duplicate(state: EditorState, path: Path): EditorState {
  const { draft } = state;
  const { root } = draft.document;
  const original = nodeAt(root, path);
  if (!original || path.length === 0) return state;
  const { node, copied } = copyNode(root, original);
  const place = [...path.slice(0, -1), path.at(-1)! + 1];
  const sources = [...copied].flatMap(([old, code]) => {
    const source = draft.binding[old];
    return source && source["source"] !== "deductions" ? [[code, source] as const] : [];
  });
  const changed = withRoot(draft, insertAt(root, path.slice(0, -1), place.at(-1)!, node));
  const binding = { ...draft.binding, ...Object.fromEntries(sources) };
  return { ...remember(state, { ...changed, binding }, null), selected: place };
}

/** With everything below it, its sources, and what breaks ties by it. */
function remove(state: EditorState, path: Path): EditorState {
  const { draft } = state;
  const { root } = draft.document;
  const node = nodeAt(root, path);
  if (!node || path.length === 0) return state;
  const left = removeAt(root, path);
  const kept = codesOf(left);
  const gone = new Set(walk(node).flatMap(({ node: one }) => (kept.has(one.code) ? [] : [one.code])));
  const binding = Object.fromEntries(Object.entries(draft.binding).filter(([code]) => !gone.has(code)));
  const changed = withRoot(draft, left);
  const document = changeBreaking(changed.document, (codes) => codes.filter((code) => !gone.has(code)));
  const next = path.at(-1)! > 0 ? [...path.slice(0, -1), path.at(-1)! - 1] : path.slice(0, -1);
  return { ...remember(state, { ...changed, binding, document }, null), selected: next };
}

/** Which steps a node can take, and whether something can be put beside it. */
export function possibilities(draft: Draft, selected: Selection) {
  const { root } = draft.document;
  const path = selected === "whole" ? null : selected;
  const can = (step: Step): boolean => path !== null && moveAt(root, path, step) !== null;
  return {
    add: placeFor(root, path ?? []) !== null,
    copy: path !== null && path.length > 0,
    up: can("up"),
    down: can("down"),
    in: can("in"),
    out: can("out"),
    isGroup: path !== null && isGroup(nodeAt(root, path) ?? root),
  };
}
