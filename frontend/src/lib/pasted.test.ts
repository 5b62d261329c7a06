import { expect, it } from "vitest";
import { asDay, asOneOf, asText, asYear, cellsOf, readPasted, type PasteColumn } from "./pasted";

const COLUMNS: PasteColumn[] = [
  { key: "year", label: "年度", read: asYear },
  { key: "name", label: "姓名", read: asText },
  { key: "note", label: "备注", isFree: true, read: asText },
];

it("cells are parted by tabs, rows by line ends; a quoted cell keeps both", () => {
  expect(cellsOf('a\tb\r\n"x\ty"\t"say ""so""\nagain"\n\n')).toEqual([
    ["a", "b"],
    ["x\ty", 'say "so"\nagain'],
  ]);
});

it.each([
  ["2026-03-05", "2026-03-05"],
  ["2026/3/5", "2026-03-05"],
  ["２０２６．３．５", "2026-03-05"],
  ["2026年3月5日", "2026-03-05"],
  ["20260305", "2026-03-05"],
  ["2026-02-30", undefined],
  ["3月5日", undefined],
])("the day %s is %s", (cell, day) => {
  expect(asDay(cell)).toBe(day);
});

it("a year is four digits, however they are typed", () => {
  expect(asYear("２０２６年度")).toBe(2026);
  expect(asYear("26")).toBeUndefined();
});

it("a word that is none of the offered ones says nothing", () => {
  const read = asOneOf(new Map([["优秀", "excellent"]]));
  expect(read("优秀")).toBe("excellent");
  expect(read("优")).toBeUndefined();
});

it("a heading is passed over; what is missing or unknown is told by column", () => {
  const [first, second, third] = readPasted(COLUMNS, "年度\t姓名\n2026\t张三\n去年\t\n2025\t李四\t\t多出来的");
  expect(first).toMatchObject({ place: 1, values: { year: 2026, name: "张三" }, missing: [], unknown: [] });
  expect(second).toMatchObject({ missing: ["姓名"], unknown: ["年度"] });
  expect(third!.unknown).toEqual(["多出来的"]);
});
