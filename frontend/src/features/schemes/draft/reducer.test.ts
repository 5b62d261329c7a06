import { describe, expect, it } from "vitest";
import { begin, isChanged, possibilities, reduce, type Action, type EditorState } from "./reducer";
import type { Draft } from "./draft";

const draft: Draft = {
  name: "办法",
  class_codes: ["township-1"],
  full_score: null,
  coefficients: {},
  document: {
    root: {
      code: "total",
      combine: "sum",
      parts: [
        { code: "daily", points: "20", rule: { type: "deductions" } },
        { code: "year", combine: "sum", parts: [{ code: "rev", points: "80", rule: { type: "proportional" } }] },
      ],
    },
    ranking: { break_by: ["daily", "rev"] },
  },
  binding: { daily: { source: "deductions", rule_codes: ["*"] }, rev: { source: "indicator", indicator_code: "REV" } },
};

const start = begin(draft, 3);
const after = (...actions: Action[]): EditorState => actions.reduce(reduce, start);
const breaking = (state: EditorState) => (state.draft.document["ranking"] as { break_by: string[] }).break_by;
const type = (value: string): Action => ({ type: "setNode", path: [0], key: "points", value });

describe("undo", () => {
  it("takes typing in one field as one step, and another field as the next", () => {
    const typed = after(type("2"), type("25"), { type: "setNode", path: [0], key: "name", value: "日常" });
    expect(typed.past).toHaveLength(2);
    const once = reduce(typed, { type: "undo" });
    expect(once.draft.document.root.parts?.[0]).toMatchObject({ points: "25" });
    expect(once.draft.document.root.parts?.[0]).not.toHaveProperty("name");
    const twice = reduce(once, { type: "undo" });
    expect(twice.draft).toBe(draft);
    expect(isChanged(twice)).toBe(false);
    expect(reduce(reduce(twice, { type: "redo" }), { type: "redo" }).draft).toEqual(typed.draft);
  });

  it("forgets what was undone once something else is done", () => {
    const state = after(type("25"), { type: "undo" }, { type: "set", key: "name", value: "新" });
    expect(state.future).toEqual([]);
    expect(reduce(state, { type: "redo" })).toBe(state);
  });

  it("brings back a deleted group with its sources and what breaks ties by it", () => {
    const state = after({ type: "remove", path: [1] });
    expect(state.draft.binding).toEqual({ daily: draft.binding["daily"] });
    expect(breaking(state)).toEqual(["daily"]);
    expect(state.selected).toEqual([0]);
    expect(reduce(state, { type: "undo" }).draft).toBe(draft);
  });

  it("leads the selection back to what is there", () => {
    const state = after({ type: "select", selected: [1] }, { type: "add", kind: "item", name: "新" });
    expect(state.selected).toEqual([1, 1]);
    expect(reduce(state, { type: "undo" }).selected).toEqual([1]);
  });
});

describe("codes", () => {
  it("go along into sources and ties", () => {
    const state = after({ type: "rename", path: [1, 0], code: "T-REV" });
    expect(state.draft.binding["T-REV"]).toEqual(draft.binding["rev"]);
    expect(state.draft.binding).not.toHaveProperty("rev");
    expect(breaking(state)).toEqual(["daily", "T-REV"]);
  });

  it("that are taken or empty change nothing", () => {
    expect(after({ type: "rename", path: [1, 0], code: "daily" }).draft).toBe(draft);
    expect(after({ type: "rename", path: [1, 0], code: "" }).draft).toBe(draft);
  });

  it("of a copy are its own, with its own sources but for deductions", () => {
    const group = after({ type: "duplicate", path: [1] });
    expect(group.draft.binding["rev-2"]).toEqual(draft.binding["rev"]);
    expect(group.selected).toEqual([2]);
    const daily = after({ type: "duplicate", path: [0] });
    expect(daily.draft.binding).not.toHaveProperty("daily-2");
  });
});

it("adds to the root where the scheme as a whole is selected, with a code that is free", () => {
  const state = after(
    { type: "select", selected: "whole" },
    { type: "add", kind: "item", name: "甲" },
    { type: "select", selected: [] },
    { type: "add", kind: "item", name: "乙" },
  );
  expect(state.draft.document.root.parts?.slice(2).map(({ code, name }) => [code, name])).toEqual([
    ["item", "甲"],
    ["item-2", "乙"],
  ]);
});

it("follows a node that is moved", () => {
  const state = after({ type: "select", selected: [0] }, { type: "move", path: [0], step: "down" });
  expect(state.selected).toEqual([1]);
  expect(possibilities(state.draft, state.selected)).toMatchObject({ up: true, down: false, in: true, out: false });
  expect(after({ type: "move", path: [0], step: "up" })).toBe(start);
});

it("another rule is a step of its own; typing in its parameters is one", () => {
  const rule = (size: string): Action => ({ type: "setRule", path: [1, 0], rule: { type: "step", size } });
  expect(after(rule("1"), rule("10"), rule("100")).past).toHaveLength(2);
});

it("is unchanged once saved, and changed again by undoing", () => {
  const state = after(type("25"));
  expect(isChanged(state)).toBe(true);
  const saved = reduce(state, { type: "saved", draft: state.draft, version: 4 });
  expect([isChanged(saved), saved.version]).toEqual([false, 4]);
  expect(isChanged(reduce(saved, { type: "undo" }))).toBe(true);
});

describe("when somebody else has saved", () => {
  const theirs = { ...draft, name: "对方的" };

  it("taking theirs can be undone, so that nothing is lost", () => {
    const state = after(type("25"), { type: "take", draft: theirs, version: 9 });
    expect([isChanged(state), state.version]).toEqual([false, 9]);
    expect(reduce(state, { type: "undo" }).draft.document.root.parts?.[0]).toMatchObject({ points: "25" });
  });

  it("keeping mine goes on from their version", () => {
    const state = after(type("25"), { type: "rebase", saved: theirs, version: 9 });
    expect([isChanged(state), state.version, state.draft.name]).toEqual([true, 9, "办法"]);
  });
});

it("a kept copy that is restored is one step", () => {
  const state = after({ type: "restore", draft: { ...draft, name: "留存的" } });
  expect(state.draft.name).toBe("留存的");
  expect(reduce(state, { type: "undo" }).draft).toBe(draft);
});

it("keeps keys that the form does not know", () => {
  const odd = { ...draft.document, later: { x: 1 } } as Draft["document"];
  const state = after({ type: "replaceDocument", document: odd }, { type: "setDocument", key: "title", value: "题" });
  expect(state.draft.document).toMatchObject({ later: { x: 1 }, title: "题" });
});
