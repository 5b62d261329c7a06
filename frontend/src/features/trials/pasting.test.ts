import { expect, test } from "vitest";
import { readPasted, writePasted } from "./pasting";

const subjects = [
  { code: "T01", name: "东山镇" },
  { code: "T02", name: "西河乡" },
];

test("code or name first, the number last, as a spreadsheet or a CSV file gives them", () => {
  const { values, strangers } = readPasted("T01\t东山镇\t85\n西河乡,90/100\n\n", subjects);
  expect([...values]).toEqual([
    ["T01", "85"],
    ["T02", "90/100"],
  ]);
  expect(strangers).toEqual([]);
});

test("a line without a number waits; one that names nobody is told", () => {
  const { values, strangers } = readPasted(`${writePasted(subjects, undefined)}\n单位\t数值`, subjects);
  expect(values.size).toBe(0);
  expect(strangers).toEqual(["单位\t数值"]);
});

test("what was typed before is there again", () => {
  const values = new Map([["T02", "77"]]);
  expect([...readPasted(writePasted(subjects, values), subjects).values]).toEqual([["T02", "77"]]);
});
