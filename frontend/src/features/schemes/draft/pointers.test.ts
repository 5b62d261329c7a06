import { expect, it } from "vitest";
import { bindingPointer, isAt, plainPointer, pointerOf, selectionOf } from "./pointers";
import type { SchemeNode } from "./draft";

const root: SchemeNode = {
  code: "total",
  parts: [{ code: "a" }, { code: "b", parts: [{ code: "b/1", rule: { type: "bands" } }] }],
};

it("leads from a pointer to the node and back", () => {
  expect(selectionOf("/document/root/parts/1/parts/0/rule/bands/2/from", root)).toEqual([1, 0]);
  expect(selectionOf("/document/root", root)).toEqual([]);
  expect(selectionOf("/document/root/parts", root)).toEqual([]);
  expect(pointerOf([1, 0])).toBe("/document/root/parts/1/parts/0");
});

it("finds the item of a source by its code", () => {
  expect(bindingPointer("b/1")).toBe("/binding/b~11");
  expect(selectionOf("/binding/b~11/rule_codes/0", root)).toEqual([1, 0]);
  expect(selectionOf("/binding/gone", root)).toBe("whole");
});

it("leads everything else to the scheme as a whole", () => {
  for (const pointer of ["/name", "/document/tiers/0/at_least", "/full_score", "", "/document/rooted"])
    expect(selectionOf(pointer, root)).toBe("whole");
});

it("stays at what is there when the tree has changed since", () => {
  expect(selectionOf("/document/root/parts/7/points", root)).toEqual([]);
});

it("puts a finding at a field, not at a longer name", () => {
  expect(isAt("/document/root/rule/bands/0", "/document/root/rule/bands")).toBe(true);
  expect(isAt("/document/root/rule/bands_2", "/document/root/rule/bands")).toBe(false);
});

it("takes the kind of source out of a refusal's pointer", () => {
  expect(plainPointer("/binding/rev/indicator/indicator_code")).toBe("/binding/rev/indicator_code");
  expect(plainPointer("/binding/daily/deductions/rule_codes/0")).toBe("/binding/daily/rule_codes/0");
  expect(plainPointer("/binding/rev/source")).toBe("/binding/rev/source");
  expect(plainPointer("/name")).toBe("/name");
});
