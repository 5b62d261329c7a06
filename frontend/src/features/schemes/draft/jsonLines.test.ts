import { expect, it } from "vitest";
import { brokenLine, lineOf, placesOf } from "./jsonLines";

const text = `{
  "root": {
    "code": "a, {b}: \\"c\\"",
    "parts": [
      {"code": "x"},
      {
        "code": "y",
        "cap": 10
      }
    ]
  },
  "root/2": 1
}`;

it("knows the line of every pointer", () => {
  const places = placesOf(text);
  const at = (pointer: string): number => lineOf(places, pointer);
  expect([at("/root"), at("/root/parts/0/code"), at("/root/parts/1"), at("/root/parts/1/cap")]).toEqual([2, 5, 6, 8]);
  expect(at("/root~12")).toBe(12);
});

it("leads what is absent to the place above it", () => {
  expect(lineOf(placesOf(text), "/root/parts/1/rule/at")).toBe(6);
  expect(lineOf(placesOf(text), "/tiers")).toBe(1);
});

it("tells names that stand twice in one object, not in two", () => {
  expect(placesOf('{"a": {"x": 1}, "b": {"x": 1}}').repeated).toEqual([]);
  expect(placesOf('{"a": [{"x": 1, "y": [1, 2], "x": 2}]}').repeated).toEqual(["/a/0/x"]);
});

it("tells where reading stopped", () => {
  const broken = text.replace('"cap": 10', '"cap" 10');
  let caught: unknown;
  try {
    JSON.parse(broken);
  } catch (error) {
    caught = error;
  }
  expect(brokenLine(broken, caught)).toBe(8);
  expect(brokenLine("x", new Error("no place"))).toBeNull();
});
