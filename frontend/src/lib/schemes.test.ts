import { expect, it } from "vitest";
import { ballotOptionsOf, bonusKindsOf, findItem, schemeOfClass, vetoesOf, type IssuedScheme } from "@/lib/schemes";
import { answer as scheme } from "@/test/answers/scheme.json";

const schemes = [scheme] as unknown as IssuedScheme[];
const item = (code: string) => findItem(schemes, { scheme_code: "unit-township-1", item_code: code })?.item;

it("finds an item with its points and where its facts come from", () => {
  expect(item("site")).toMatchObject({ name: "实地考核", points: "10", source: "sheet" });
  expect(item("leaders")).toMatchObject({ points: "100", source: "evaluation_round" });
  expect(item("composite")).toBeUndefined();
});

it("reads what may be voted for from the rule", () => {
  expect(ballotOptionsOf(item("society")!)).toEqual(["satisfied", "basically", "dissatisfied", "dont_know"]);
  const bands = { ...item("society")!, rule: { type: "vote_share", options: ["yes", "no"], invalid: ["no"] } };
  expect(ballotOptionsOf(bands)).toEqual(["yes", "no"]);
  const ranked = { ...item("society")!, rule: { type: "rank_ballot", first: "100", step: "2" } };
  expect(ballotOptionsOf(ranked, 3)).toEqual(["1", "2", "3"]);
});

it("knows vetoes and bonus kinds of the class's scheme", () => {
  const found = schemeOfClass(schemes, "township-1")!;
  expect(vetoesOf(found)).toContainEqual({ code: "integrity", name: "弄虚作假" });
  expect(bonusKindsOf(found).sort()).toEqual(["commendation", "innovation"]);
  expect(schemeOfClass(schemes, "department-1")).toBeUndefined();
});
