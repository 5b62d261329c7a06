import type { Path, SchemeNode } from "./draft";

export const isGroup = (node: SchemeNode): boolean => "parts" in node || "combine" in node;

export const partsOf = (node: SchemeNode): readonly SchemeNode[] => node.parts ?? [];

export const isSamePath = (one: Path, other: Path): boolean => one.join() === other.join();

export interface Placed {
  node: SchemeNode;
  path: Path;
}

/** Every node in document order, a group before its parts. */
export function walk(node: SchemeNode, path: Path = []): Placed[] {
  return [{ node, path }, ...partsOf(node).flatMap((part, index) => walk(part, [...path, index]))];
}

export function nodeAt(root: SchemeNode, path: Path): SchemeNode | undefined {
  return path.reduce<SchemeNode | undefined>((node, index) => node && partsOf(node)[index], root);
}

export function updateAt(root: SchemeNode, path: Path, change: (node: SchemeNode) => SchemeNode): SchemeNode {
  const [index, ...rest] = path;
  if (index === undefined) return change(root);
  return { ...root, parts: partsOf(root).map((part, at) => (at === index ? updateAt(part, rest, change) : part)) };
}

/** `value` under `key`; without a value the key is taken out. */
export function setKey<Holder extends object>(holder: Holder, key: string, value: unknown): Holder {
  if (value !== undefined) return { ...holder, [key]: value };
  return Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key)) as Holder;
}

export function insertAt(root: SchemeNode, group: Path, index: number, node: SchemeNode): SchemeNode {
  return updateAt(root, group, (parent) => ({ ...parent, parts: partsOf(parent).toSpliced(index, 0, node) }));
}

export function removeAt(root: SchemeNode, path: Path): SchemeNode {
  return updateAt(root, path.slice(0, -1), (parent) => ({
    ...parent,
    parts: partsOf(parent).toSpliced(path.at(-1)!, 1),
  }));
}

/** `base` if no node is called so, else with the first number that is free. */
export function freshCode(taken: ReadonlySet<string>, base: string): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${String(number)}`)) number += 1;
  return `${base}-${String(number)}`;
}

export function codesOf(root: SchemeNode): Set<string> {
  return new Set(walk(root).map(({ node }) => node.code));
}

/** The tree after a step and where the node stands then; null where the step leads nowhere. */
export type Moved = { root: SchemeNode; path: Path } | null;
export type Step = "up" | "down" | "in" | "out";

/** Up or down among its neighbours, into the group before it, or out of its group to stand after it. */
export function moveAt(root: SchemeNode, path: Path, step: Step): Moved {
  const node = nodeAt(root, path);
  const index = path.at(-1);
  if (!node || index === undefined) return null;
  const parent = path.slice(0, -1);
  const without = removeAt(root, path);
  if (step === "out") {
    if (parent.length === 0) return null;
    const group = parent.slice(0, -1);
    const place = parent.at(-1)! + 1;
    return { root: insertAt(without, group, place, node), path: [...group, place] };
  }
  if (step === "in") {
    const before = [...parent, index - 1];
    const group = index > 0 ? nodeAt(root, before) : undefined;
    if (!group || !isGroup(group)) return null;
    const place = partsOf(group).length;
    return { root: insertAt(without, before, place, node), path: [...before, place] };
  }
  const place = index + (step === "up" ? -1 : 1);
  if (place < 0 || place >= partsOf(nodeAt(root, parent)!).length) return null;
  return { root: insertAt(without, parent, place, node), path: [...parent, place] };
}

/** Where a new node goes beside what is selected: at the end of a group, after an item. */
export function placeFor(root: SchemeNode, selected: Path): { group: Path; index: number } | null {
  const node = nodeAt(root, selected);
  if (node && isGroup(node)) return { group: selected, index: partsOf(node).length };
  if (!node || selected.length === 0) return null;
  return { group: selected.slice(0, -1), index: selected.at(-1)! + 1 };
}

/** A copy of a node whose codes nobody else has; `copied` leads from the old codes to the new ones. */
export function copyNode(root: SchemeNode, node: SchemeNode): { node: SchemeNode; copied: Map<string, string> } {
  const taken = codesOf(root);
  const copied = new Map<string, string>();
  const copy = (one: SchemeNode): SchemeNode => {
    const code = freshCode(taken, one.code);
    taken.add(code);
    copied.set(one.code, code);
    return { ...one, code, ...(one.parts && { parts: one.parts.map(copy) }) };
  };
  return { node: copy(node), copied };
}

/** Whether this can be shown as a tree at all: nodes with a text for a code, and parts that are lists of such. */
export function isTree(value: unknown, depth = 0): value is SchemeNode {
  if (typeof value !== "object" || value === null || depth > 64) return false;
  const { code, parts, rule } = value as Record<string, unknown>;
  if (typeof code !== "string") return false;
  if (rule !== undefined && (typeof rule !== "object" || rule === null || Array.isArray(rule))) return false;
  return parts === undefined || (Array.isArray(parts) && parts.every((part) => isTree(part, depth + 1)));
}
