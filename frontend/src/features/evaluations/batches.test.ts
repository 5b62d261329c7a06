import { expect, it } from "vitest";
import { rowsOf, sumOf } from "./batches";

it("sends subjects with any number, empty cells as 0, and leaves out those without", () => {
  const typed = { T01: { satisfied: 3, basically: null }, T02: { satisfied: null }, T03: { basically: 0 } };
  expect(rowsOf(typed, ["satisfied", "basically"])).toEqual([
    { subject_code: "T01", votes: { satisfied: 3, basically: 0 } },
    { subject_code: "T03", votes: { satisfied: 0, basically: 0 } },
  ]);
  expect(sumOf(typed.T01)).toBe(3);
  expect(sumOf(undefined)).toBe(0);
});
