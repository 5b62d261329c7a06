import { expect, it } from "vitest";
import { byClass, toneOf } from "./months";
import type { ReportMonth } from "./queries";

const month: ReportMonth = {
  month: 7,
  report_id: "r7",
  state: "awaited",
  due_at: "2026-08-08T15:59:59Z",
  is_late: false,
  is_overdue: false,
  yellow_count: 0,
  red_count: 0,
};

it("a month's tone says how the report stands", () => {
  expect(toneOf(month, "2026-07-01T09:00:00+08:00")).toBe("none");
  expect(toneOf(month, "2026-08-01T09:00:00+08:00")).toBe("due");
  expect(toneOf({ ...month, is_overdue: true }, "2026-08-12T09:00:00+08:00")).toBe("bad");
  expect(toneOf({ ...month, state: "submitted", is_overdue: true }, "2026-08-12T09:00:00+08:00")).toBe("open");
  expect(toneOf({ ...month, state: "accepted", is_late: true }, "2026-08-12T09:00:00+08:00")).toBe("late");
});

it("units stand by class, those without one last", () => {
  const row = (unit_code: string, class_code: string | null) => ({
    unit_code,
    unit_name: unit_code,
    class_code,
    months: [],
  });
  const groups = byClass([
    row("X", null),
    row("T01", "township-1"),
    row("D18", "department-2"),
    row("T02", "township-1"),
  ]);
  expect(groups.map((group) => [group.code, group.rows.map((unit) => unit.unit_code)])).toEqual([
    ["department-2", ["D18"]],
    ["township-1", ["T01", "T02"]],
    [null, ["X"]],
  ]);
});
