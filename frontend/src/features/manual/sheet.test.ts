import { expect, it } from "vitest";
import type { ManualItem, ManualLine } from "./queries";
import { faultOf, isChanged, merge, paste, refusalsOf, scoreOf } from "./sheet";
import { ApiProblem } from "@/api/problem";

function item(shape: ManualItem["shape"], parts: string[], points: string | null = null): ManualItem {
  return { shape, points, parts: parts.map((key) => ({ key, name: key })), reason: null } as ManualItem;
}

const line = (code: string, name: string, values: Record<string, string> = {}): ManualLine =>
  ({ subject_code: code, name, values }) as ManualLine;

const SCORE = item("score", ["score"], "20");
const RATE = item("measured", ["actual", "target"]);
const COUNT = item("counts", ["省", "市"]);
const LINES = [line("A", "甲", { score: "18" }), line("B", "乙"), line("C", "丙")];

it("knows what is changed and what is wrong with it", () => {
  const [first, second] = LINES as [ManualLine, ManualLine];
  expect(isChanged(SCORE, first, { A: { score: "18.0" } })).toBe(false);
  expect(isChanged(SCORE, first, { A: { score: "17" } })).toBe(true);
  expect(faultOf(SCORE, first, { A: { score: "" } }, "score")).toBe("cleared");
  expect(faultOf(SCORE, second, { B: { score: "20.5" } }, "score")).toBe("range");
  expect(faultOf(SCORE, second, { B: { score: "-1" } }, "score")).toBe("range");
  expect(faultOf(SCORE, second, { B: { score: "much" } }, "score")).toBe("number");
  expect(faultOf(SCORE, second, {}, "score")).toBeNull();
  expect(faultOf(RATE, second, { B: { actual: "-3" } }, "actual")).toBeNull();
  expect(faultOf(RATE, second, { B: { actual: "3" } }, "target")).toBe("empty");
  expect(faultOf(COUNT, second, { B: { 省: "1" } }, "市")).toBeNull();
  expect(faultOf(COUNT, second, { B: { 省: "1.5" } }, "省")).toBe("whole");
});

it("sends what the rule reads", () => {
  const second = LINES[1]!;
  expect(scoreOf(RATE, second, { B: { actual: "45", target: "50" } })).toEqual({
    subject_code: "B",
    actual: "45",
    target: "50",
  });
  expect(scoreOf(COUNT, second, { B: { 省: "2" } })).toEqual({ subject_code: "B", counts: { 省: 2, 市: 0 } });
});

it("pastes a column downwards from a cell, and says what found no row", () => {
  const pasted = paste("１７.5\n\n16\n15\n", SCORE, LINES, { code: "A", part: "score" });
  expect(pasted.patch).toEqual({ A: { score: "17.5" }, B: {}, C: { score: "16" } });
  expect(pasted.left).toBe(1);
  const wide = paste("1\t2\n3\t4", RATE, LINES, { code: "B", part: "actual" });
  expect(wide.patch).toEqual({ B: { actual: "1", target: "2" }, C: { actual: "3", target: "4" } });
  expect(paste("1,234.5\n2", RATE, LINES, { code: "A", part: "target" }).patch).toEqual({
    A: { target: "1234.5" },
    B: { target: "2" },
  });
});

it("pastes by name or code where every row begins with one", () => {
  const pasted = paste("丙\t13\nA\t12", SCORE, LINES, { code: "A", part: "score" });
  expect(pasted.patch).toEqual({ C: { score: "13" }, A: { score: "12" } });
  const namesakes = [line("A", "甲"), line("B", "甲")];
  expect(paste("甲\t1", SCORE, namesakes, { code: "A", part: "score" }).patch).toEqual({ A: { score: "甲" } });
});

it("keeps what was typed beside what comes in", () => {
  expect(merge({ A: { actual: "1" } }, { A: { target: "2" }, B: { actual: "3" } })).toEqual({
    A: { actual: "1", target: "2" },
    B: { actual: "3" },
  });
});

it("puts the server's sentences at rows and cells", () => {
  const errors = [
    { pointer: "/rows/1/target", code: "zero_target", message: "目标为零" },
    { pointer: "/rows/0/counts/省", code: "x", message: "不认识" },
    { pointer: "/rows/0", code: "bad_shape", message: "读不懂" },
  ];
  const problem = new ApiProblem({ status: 422, code: "invalid_input", errors });
  expect(refusalsOf(problem, ["A", "B"])).toEqual({ A: { 省: "不认识", "": "读不懂" }, B: { target: "目标为零" } });
});
