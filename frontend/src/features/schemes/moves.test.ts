import { expect, test } from "vitest";
import { countMoves, moveOf } from "./moves";

const line = (rank: number, tier = "standard") => ({ total: "90.00", rank, of: 3, tier });
const subject = (before: ReturnType<typeof line> | null, after: ReturnType<typeof line> | null) => ({
  code: "T1",
  name: "T1",
  before,
  after,
});

test("a smaller rank is a place won", () => {
  expect(moveOf(subject(line(3), line(1)))).toBe(2);
  expect(moveOf(subject(line(1), line(2)))).toBe(-1);
});

test("who was not scored before has not moved", () => {
  expect(moveOf(subject(null, line(1)))).toBeNull();
});

test("places and tiers are counted apart, of those who can be compared", () => {
  const subjects = [
    subject(line(1, "advanced"), line(2)),
    subject(line(2), line(1, "advanced")),
    subject(line(3), line(3, "lagging")),
    subject(null, line(4)),
  ];
  expect(countMoves(subjects)).toEqual({ compared: 3, places: 2, tiers: 3 });
});
