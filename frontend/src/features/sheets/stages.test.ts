import { expect, it } from "vitest";
import { countDone, countSheets, countWaiting } from "./stages";

it("a stopped sheet waits for verification again, and nobody waits for a signed one", () => {
  const progress = { awaited: 1, stopped: 2, verified: 3, scored: 4, signed: 5 };
  expect(countSheets(progress)).toBe(15);
  expect([
    countWaiting(progress, "verify"),
    countWaiting(progress, "score"),
    countWaiting(progress, "monitor"),
  ]).toEqual([3, 3, 4]);
  expect([countDone(progress, "verify"), countDone(progress, "score"), countDone(progress, "monitor")]).toEqual([
    12, 9, 5,
  ]);
});
