import { expect, it } from "vitest";
import { candidatesFor, funnelRows, reached } from "./candidates";
import type { Candidate } from "./queries";

function candidate(code: string, values: Partial<Candidate>): Candidate {
  return {
    cadre_code: code,
    is_excluded: false,
    is_preliminary: false,
    is_on_slate: false,
    is_plenary_recommended: false,
    is_inspected: false,
    is_appointed: false,
    ...values,
  } as Candidate;
}

const everybody = [
  candidate("A", { is_preliminary: true, is_on_slate: true, is_plenary_recommended: true, is_inspected: true }),
  candidate("B", { is_preliminary: true }),
  candidate("C", { is_excluded: true }),
  candidate("D", {}),
];

it("each step is about those whom the step before left", () => {
  const codes = (step: Parameters<typeof candidatesFor>[0]) => candidatesFor(step, everybody).map((c) => c.cadre_code);
  expect(codes("suggest")).toEqual([]);
  expect(codes("recommend")).toEqual(["A", "B", "D"]);
  expect(codes("slate")).toEqual(["A", "B"]);
  expect(codes("plenary")).toEqual(["A"]);
  expect(codes("decide")).toEqual(["A"]);
});

it("says how far somebody came", () => {
  expect(everybody.map(reached)).toEqual(["inspection", "preliminary", "excluded", "suggested"]);
});

it("the funnel shows only the stages that were reached, a nought among them", () => {
  const funnel = {
    ranked: 9,
    suggested: 4,
    excluded: 1,
    preliminary: 0,
    slate: null,
    plenary_recommended: null,
    inspection: null,
    appointed: null,
  };
  expect(funnelRows(funnel)).toEqual([
    { key: "ranked", count: 9 },
    { key: "suggested", count: 4 },
    { key: "preliminary", count: 0 },
  ]);
});
