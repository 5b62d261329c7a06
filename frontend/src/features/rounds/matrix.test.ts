import { expect, it } from "vitest";
import { rowsOf, subjectsOf, toPutRight } from "./matrix";
import type { Finding } from "./queries";
import type { KnownUnit } from "@/lib/units";

const classCodes = ["township-1", "department-2"];
const units: KnownUnit[] = [
  { code: "D01", name: "县财政局", classCode: "department-2", isActive: true },
  { code: "T01", name: "青岩街道", classCode: "township-1", isActive: true },
  { code: "T02", name: "白鹭街道", classCode: "township-1", isActive: true },
  { code: "T03", name: "已撤街道", classCode: "township-1", isActive: false },
  { code: "T09", name: "偏远乡", classCode: "township-3", isActive: true },
];

function finding(unit_code: string, subject: string, changes: Partial<Finding> = {}): Finding {
  const moment = "2026-04-10T01:00:00Z";
  const row = { unit_code, unit_name: unit_code, subject, grade: "good", finding: "符合要求。" } as const;
  return { id: unit_code + subject, due_on: null, version: 1, updated_at: moment, ...row, ...changes };
}

it("stands the units class by class, with those that nobody looked at", () => {
  const findings = [finding("T01", "环境整治"), finding("D01", "项目"), finding("T01", "项目")];
  const rows = rowsOf({ findings, units, classCodes, withUnseen: true });
  expect(rows.map((row) => row.code)).toEqual(["T01", "T02", "D01"]);
  expect(rows.map((row) => row.bySubject.size)).toEqual([2, 0, 1]);
  expect(subjectsOf(findings)).toHaveLength(2);
});

it("shows a reader of one unit no unit without a finding: it may have one that is kept back", () => {
  const rows = rowsOf({ findings: [finding("T01", "项目")], units, classCodes, withUnseen: false });
  expect(rows.map((row) => row.code)).toEqual(["T01"]);
});

it("keeps a finding whose unit is not known any more, at the end", () => {
  const findings = [finding("T00", "项目", { unit_name: "旧街道" }), finding("D01", "项目")];
  const rows = rowsOf({ findings, units, classCodes, withUnseen: false });
  expect(rows.map((row) => [row.code, row.classCode])).toEqual([
    ["D01", "department-2"],
    ["T00", null],
  ]);
});

it("puts red before yellow, then by the day, and leaves green out", () => {
  const findings = [
    finding("T01", "a", { grade: "fair", due_on: "2026-04-20" }),
    finding("T01", "b", { grade: "poor" }),
    finding("T01", "c"),
    finding("T02", "d", { grade: "poor", due_on: "2026-05-01" }),
  ];
  expect(toPutRight(findings).map((one) => one.subject)).toEqual(["d", "b", "a"]);
});
