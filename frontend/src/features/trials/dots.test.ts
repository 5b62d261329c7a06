import { expect, test } from "vitest";
import { placeDots, scaleOf, turnOf } from "./dots";
import type { Subject } from "./queries";

const line = (total: string, rank = 1, tier: string | null = "standard") => ({ total, rank, of: 3, tier });
const subject = (code: string, before: Subject["before"], after: Subject["after"]): Subject => ({
  code,
  name: code,
  before,
  after,
  difference: null,
  places: null,
  changes_tier: before?.tier !== after?.tier,
});

test("one scale holds every total, before and after", () => {
  const rows = [subject("a", line("80"), line("91.5")), subject("b", null, line("70"))];
  expect(scaleOf(rows, [0, 100])!.domain()).toEqual([70, 91.5]);
  expect(scaleOf([subject("a", null, line("80"))], [0, 100])!.domain()).toEqual([79, 81]);
  expect(scaleOf([], [0, 100])).toBeNull();
});

test("dots that would cover each other stand above each other", () => {
  const rows = ["10", "12", "30", "31"].map((total, at) => subject(String(at), null, line(total)));
  const dots = placeDots(rows, "after", Number, 9);
  expect(dots.map(({ level }) => level)).toEqual([0, 1, 0, 1]);
});

test("a tier won and a tier lost", () => {
  expect(turnOf(subject("a", line("1", 1, "lagging"), line("1", 1, "standard")))).toBe("up");
  expect(turnOf(subject("a", line("1", 1, "advanced"), line("1", 1, "standard")))).toBe("down");
  expect(turnOf(subject("a", line("1"), line("2")))).toBe("same");
});
