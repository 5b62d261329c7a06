import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { placeMarks } from "@/ui/why/marks";
import { Moves } from "@/ui/why/Moves";
import { Ruler } from "@/ui/why/Ruler";
import type { Move, Outlook } from "@/ui/why/types";
import { render } from "@/test/render";

const move = (changes: Partial<Move>): Move => ({
  points: "3.340000",
  total: "92.51",
  rank: 1,
  tier: "advanced",
  is_within_rule: true,
  ...changes,
});
const item = (name: string, changes: Partial<Outlook["items"][number]>): Outlook["items"][number] => ({
  code: name,
  name,
  score: "88.000000",
  limit: "100.000000",
  is_relative: false,
  place: move({}),
  tier: move({}),
  held_by: null,
  ...changes,
});
const outlook: Outlook = {
  subject_code: "B",
  name: "白鹭街道",
  total: "90.00",
  rank: 2,
  of: 5,
  tier: "standard",
  flags: [],
  is_ascending: false,
  above: { rank: 1, total: "92.50", gap: "2.50", subjects: [{ code: "A", name: "青岩街道" }] },
  tied: [{ code: "X", name: "溪口镇" }],
  below: {
    rank: 3,
    total: "85.00",
    gap: "5.00",
    subjects: [
      { code: "C", name: "石桥镇" },
      { code: null, name: null },
    ],
  },
  tier_above: {
    tier: "advanced",
    total: "92.51",
    gap: "2.51",
    rank: 1,
    decided_by: "places",
    line: null,
    places: 1,
    share: "0.200000",
    end: "top",
    subjects: [],
  },
  tier_below: {
    tier: "lagging",
    total: "74.99",
    gap: "15.01",
    rank: 5,
    decided_by: "line",
    line: "75.000000",
    places: 1,
    share: null,
    end: "bottom",
    subjects: [],
  },
  tier_block: null,
  items: [
    item("年终考评", {}),
    item("日常考核", { place: move({ points: "10.020000", is_within_rule: false }), tier: null, held_by: "作风" }),
    item("争先创优", { score: null, limit: null, place: null, tier: null }),
    item("财政收入", { is_relative: true, limit: null }),
  ],
};

it("stands the marks from the best down, as far apart as their totals", () => {
  const marks = placeMarks(outlook);
  expect(marks.map((mark) => mark.kind)).toEqual(["tierAbove", "above", "own", "below", "tierBelow"]);
  expect(marks.map((mark) => mark.step)).toEqual([null, "0.01", "2.50", "5.00", "10.01"]);
  const rooms = marks.map((mark) => mark.room);
  expect(rooms.slice(1)).toEqual([...rooms.slice(1)].sort((one, other) => one - other));
  expect(new Set(rooms).size).toBe(5);
});

it("turns the ruler where the lowest total leads, and keeps ties in their order", () => {
  const ascending = placeMarks({ ...outlook, is_ascending: true, tier_above: null, tier_below: null });
  expect(ascending.map((mark) => mark.kind)).toEqual(["below", "own", "above"]);
  const level = { ...outlook.above!, total: "90.00", gap: "0.00" };
  const tied = placeMarks({ ...outlook, above: level, tier_above: null, tier_below: null, below: null });
  expect(tied.map((mark) => [mark.kind, mark.step])).toEqual([
    ["above", null],
    ["own", "0.00"],
  ]);
});

it("draws nothing for who has no total yet", () => {
  expect(placeMarks({ ...outlook, total: null })).toEqual([]);
});

it("says each mark in words: names where known, the gap, and the rule of a tier", () => {
  render(<Ruler outlook={outlook} />);
  const said = screen.getAllByRole("listitem").map((mark) => mark.textContent);
  expect(said[0]).toContain("按前 20%，本类 1 名");
  expect(said[1]).toContain("青岩街道 第 1 名");
  expect(said[1]).toContain("相差 2.50");
  expect(said[2]).toContain("与溪口镇并列");
  expect(said[3]).toContain("石桥镇、另 1 名");
  expect(said[4]).toContain("按分数线 75 分");
});

it("says of each item what it would take, or why it cannot; those that can come first", () => {
  render(<Moves outlook={outlook} />);
  const row = (name: string): HTMLElement => screen.getByRole("row", { name: new RegExp(name) });
  const names = screen.getAllByRole("rowheader").map((cell) => cell.textContent);
  expect(names).toEqual(["年终考评", "财政收入 *", "日常考核", "争先创优"]);
  expect(row("年终考评").textContent).toContain("12.00+3.34 得 92.51 分，第 1 名");
  expect(row("日常考核").textContent).toContain("+10.02 不够");
  expect(row("日常考核").textContent).toContain("“作风”已到上限或下限");
  expect(within(row("争先创优")).getAllByText("缺项，不计分")).toHaveLength(2);
  expect(row("财政收入").textContent).toContain("不限");
  expect(screen.getByText("有 2 项单独就能超过前一名。")).toBeTruthy();
});

it("says plainly that no item alone would do", () => {
  const items = [item("年终考评", { place: move({ is_within_rule: false }), tier: null, held_by: "作风" })];
  render(<Moves outlook={{ ...outlook, items }} />);
  expect(screen.getByText("没有哪一项单独就能超过前一名。")).toBeTruthy();
  expect(screen.getByText("没有哪一项单独就能上升一等。")).toBeTruthy();
});
