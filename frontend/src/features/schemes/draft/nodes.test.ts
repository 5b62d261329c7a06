import { describe, expect, it } from "vitest";
import { copyNode, freshCode, isTree, moveAt, nodeAt, placeFor, removeAt, setKey, walk, type Step } from "./nodes";
import type { Path, SchemeNode } from "./draft";

const item = (code: string): SchemeNode => ({ code, rule: { type: "given" } });
const group = (code: string, ...parts: SchemeNode[]): SchemeNode => ({ code, combine: "sum", parts });
const root = group("total", group("a", item("a1"), item("a2")), item("b"), group("c"));

const outline = (node: SchemeNode): string =>
  node.parts ? `${node.code}(${node.parts.map(outline).join(" ")})` : node.code;

function move(path: Path, step: Step): string | null {
  const moved = moveAt(root, path, step);
  return moved && `${outline(moved.root)} @${moved.path.join(".")}`;
}

it("walks in document order", () => {
  expect(walk(root).map(({ node, path }) => `${node.code}${path.join(".")}`)).toEqual([
    "total",
    "a0",
    "a10.0",
    "a20.1",
    "b1",
    "c2",
  ]);
});

describe("moving", () => {
  it("up and down among neighbours", () => {
    expect(move([1], "up")).toBe("total(b a(a1 a2) c()) @0");
    expect(move([0, 0], "down")).toBe("total(a(a2 a1) b c()) @0.1");
    expect(move([0, 0], "up")).toBeNull();
    expect(move([2], "down")).toBeNull();
  });

  it("into the group before it, and only into a group", () => {
    expect(move([1], "in")).toBe("total(a(a1 a2 b) c()) @0.2");
    expect(move([2], "in")).toBeNull();
    expect(move([0], "in")).toBeNull();
  });

  it("out of its group, to stand after it", () => {
    expect(move([0, 0], "out")).toBe("total(a(a2) a1 b c()) @1");
    expect(move([1], "out")).toBeNull();
  });

  it("never the root", () => {
    for (const step of ["up", "down", "in", "out"] as const) expect(move([], step)).toBeNull();
  });

  it("there and back again is the same tree", () => {
    const there = moveAt(root, [1], "in")!;
    const back = moveAt(there.root, there.path, "out")!;
    expect(outline(back.root)).toBe(outline(root));
    expect(back.path).toEqual([1]);
  });
});

it("takes out a node with all below it", () => {
  expect(outline(removeAt(root, [0]))).toBe("total(b c())");
});

it("puts what is new at the end of a group, or after an item", () => {
  expect(placeFor(root, [0])).toEqual({ group: [0], index: 2 });
  expect(placeFor(root, [0, 0])).toEqual({ group: [0], index: 1 });
  expect(placeFor(item("alone"), [])).toBeNull();
});

it("copies under codes that nobody has", () => {
  const { node, copied } = copyNode(root, nodeAt(root, [0])!);
  expect(outline(node)).toBe("a-2(a1-2 a2-2)");
  expect(copied.get("a1")).toBe("a1-2");
  expect(freshCode(new Set(["x", "x-2"]), "x")).toBe("x-3");
});

it("sets a key, and takes it out where there is no value", () => {
  expect(setKey({ a: 1 }, "b", 2)).toEqual({ a: 1, b: 2 });
  expect(setKey({ a: 1, b: 2 }, "b", undefined)).toEqual({ a: 1 });
});

it("knows what can be shown as a tree", () => {
  expect(isTree(root)).toBe(true);
  expect(isTree({ code: "x" })).toBe(true);
  for (const broken of [
    null,
    5,
    {},
    { code: 5 },
    { code: "x", parts: 5 },
    { code: "x", parts: [{}] },
    { code: "x", rule: [] },
  ])
    expect(isTree(broken)).toBe(false);
});
