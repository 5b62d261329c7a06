import { expect, it } from "vitest";
import { readIndicators, type Reading } from "./pasting";

const READING: Reading = {
  year: 2027,
  units: new Map([
    ["D01", "D01"],
    ["县财政局", "D01"],
  ]),
  directions: new Map([
    ["越高越好", "higher"],
    ["不得超过", "lower"],
  ]),
  scopes: new Map([["个性", "specific"]]),
  kinds: new Map([["任务", "task"]]),
  headings: ["代码"],
};

it("reads rows by column, knows the keeping unit by name, and leaves out the heading and empty rows", () => {
  const text = "代码\t名称\n\nＴＡＸ\t税收\tTax\t亿元\t县财政局\t不得超过\t个性\t任务\t0\nGDP\t产值\tOutput\t亿元\tZ9";
  const [tax, gdp] = readIndicators(text, READING);
  expect(tax).toMatchObject({
    row: 3,
    entry: {
      year: 2027,
      code: "TAX",
      owner_unit_code: "D01",
      direction: "lower",
      goal_scope: "specific",
      kind: "task",
      places: 0,
    },
  });
  expect(gdp!.entry).toMatchObject({ owner_unit_code: "Z9", direction: "higher", kind: "quantity", places: 2 });
});

it.each([
  ["TAX\t税收\tTax\t亿元", "columns"],
  ["TAX\t税收\t\t亿元\tD01", "columns"],
  ["TAX\t税收\tTax\t亿元\tD01\t往上", "direction"],
  ["TAX\t税收\tTax\t亿元\tD01\t\t别的", "scope"],
  ["TAX\t税收\tTax\t亿元\tD01\t\t\t别的", "kind"],
  ["TAX\t税收\tTax\t亿元\tD01\t\t\t\t7", "places"],
])("tells what cannot be read in %j", (text, fault) => {
  expect(readIndicators(text, READING)).toEqual([{ row: 1, text, fault }]);
});
