import { expect, it } from "vitest";
import { byDeadline, countBy, countThings, earliest, isOverdue, type WaitingRow } from "@/app/waiting";

function row(key: string, due: string | null): WaitingRow {
  return { key, title: key, due, path: "/" };
}

it("sorts by the moment, whatever the offset it is written in; without a deadline comes last", () => {
  const rows = [
    row("never", null),
    row("noon in Shanghai", "2026-03-05T12:00:00+08:00"),
    row("an hour before", "2026-03-05T03:00:00Z"),
  ];
  expect(rows.sort(byDeadline).map(({ key }) => key)).toEqual(["an hour before", "noon in Shanghai", "never"]);
});

it("is overdue by the office clock, not by the look of the text", () => {
  const now = "2026-03-05T12:00:00+08:00";
  expect(isOverdue(row("later the same morning in UTC", "2026-03-05T05:00:00Z"), now)).toBe(false);
  expect(isOverdue(row("past", "2026-03-05T03:59:00Z"), now)).toBe(true);
  expect(isOverdue(row("never", null), now)).toBe(false);
});

it("counts a group as many as it stands for", () => {
  expect(countThings([row("one", null), { ...row("many", null), count: 2320 }])).toBe(2321);
});

it("finds the soonest deadline, and how many there are of each kind", () => {
  expect(earliest([null, "2026-03-05T12:00:00+08:00", "2026-03-05T03:00:00Z"])).toBe("2026-03-05T03:00:00Z");
  expect(earliest([null])).toBeNull();
  expect([...countBy(["a", "b", "a"], (kind) => kind)]).toEqual([
    ["a", 2],
    ["b", 1],
  ]);
});
