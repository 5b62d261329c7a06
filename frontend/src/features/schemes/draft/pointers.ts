import { codesOf, nodeAt, walk } from "./nodes";
import type { Path, SchemeNode, Selection } from "./draft";

const ROOT = "/document/root";
const escape = (token: string): string => token.replaceAll("~", "~0").replaceAll("/", "~1");
const unescape = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");

export function pointerOf(path: Path): string {
  return ROOT + path.map((index) => `/parts/${String(index)}`).join("");
}

export function bindingPointer(code: string): string {
  return `/binding/${escape(code)}`;
}

/** What a JSON pointer into the scheme is about: a node of the tree, or the scheme as a whole. */
export function selectionOf(pointer: string, root: SchemeNode): Selection {
  if (pointer.startsWith("/binding/")) {
    const code = unescape(pointer.split("/")[2] ?? "");
    return walk(root).find(({ node }) => node.code === code)?.path ?? "whole";
  }
  if (pointer !== ROOT && !pointer.startsWith(`${ROOT}/`)) return "whole";
  const path: number[] = [];
  const tokens = pointer.slice(ROOT.length + 1).split("/");
  while (tokens[0] === "parts" && /^\d+$/.test(tokens[1] ?? "")) {
    const next = [...path, Number(tokens[1])];
    if (!nodeAt(root, next)) break;
    path.push(Number(tokens[1]));
    tokens.splice(0, 2);
  }
  return path;
}

/** Whether a finding at `pointer` belongs to the field at `place`. */
export function isAt(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

const SOURCES = /^(\/binding\/[^/]+)\/(?:[a-z_]+)\/([a-z_]+(?:\/.*)?)$/;

/** Without the kind of source, which the server puts between an item and its field where it refuses a whole entry. */
export function plainPointer(pointer: string): string {
  return pointer.replace(SOURCES, "$1/$2");
}

export function isKnownCode(root: SchemeNode, code: string): boolean {
  return codesOf(root).has(code);
}
