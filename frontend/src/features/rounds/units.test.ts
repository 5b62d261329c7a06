import { expect, it } from "vitest";
import type { Item } from "./queries";
import { countOf, redsOf, rowsOf } from "./units";
import { answer as items } from "@/test/answers/round-items.json";

const line = items.items[0] as Item;

function item(unit_code: string, changes: Partial<Item> = {}): Item {
  return { ...line, id: unit_code + (changes.code ?? ""), unit_code, unit_name: unit_code, ...changes };
}

it("stands the units class by class and keeps the order of their lines", () => {
  const rows = rowsOf([
    item("T02", { class_code: "township-1", code: "B" }),
    item("D01", { class_code: "department-1" }),
    item("T02", { class_code: "township-1", code: "A" }),
    item("T00", { class_code: null }),
  ]);
  expect(rows.map((row) => row.code)).toEqual(["D01", "T02", "T00"]);
  expect(rows[1]!.items.map((one) => one.code)).toEqual(["B", "A"]);
});

it("counts lights, and lines that nobody has looked into", () => {
  const [row] = rowsOf([item("T01", { light: "red" }), item("T01", { light: null }), item("T01", { light: "red" })]);
  expect([countOf(row!, "red"), countOf(row!, "green"), countOf(row!, null)]).toEqual([2, 0, 1]);
});

it("lists what was found red: still red first, by the day; green and yellow are left out", () => {
  const red = { found_light: "red", light: "red" } as const;
  const rows = redsOf([
    item("a", { ...red, light: "yellow", state: "made_good", due_on: "2026-01-01" }),
    item("b", { ...red, due_on: "2026-05-02" }),
    item("c", { found_light: "yellow", light: "yellow" }),
    item("d", { ...red, due_on: "2026-05-01" }),
  ]);
  expect(rows.map((one) => one.unit_code)).toEqual(["d", "b", "a"]);
});
