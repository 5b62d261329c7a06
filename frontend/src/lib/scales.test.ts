import { expect, test } from "vitest";
import { linear } from "@/lib/scales";

test("shares out the span, also downwards", () => {
  expect(linear([0, 10], [100, 200])(5)).toBe(150);
  expect(linear([10, 20], [90, 10])(20)).toBe(10);
});

test("one value alone stands at the beginning", () => {
  expect(linear([7, 7], [40, 80])(7)).toBe(40);
});
