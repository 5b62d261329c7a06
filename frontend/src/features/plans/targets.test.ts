import { expect, it } from "vitest";
import type { PlanTarget } from "./queries";
import { dropped, formerOf, inOrder } from "./targets";

const target = (indicator_code: string, until_version: number | null) =>
  ({ indicator_code, until_version }) as PlanTarget;

it("milestones stand in the order of the year", () => {
  expect(inOrder({ "12": "100", "3": "20", "9": "70" }).map((point) => point.month)).toEqual([3, 9, 12]);
});

it("former values belong to their target; what stands no more is kept apart", () => {
  const standing = [target("T-REV", null)];
  const former = [target("T-REV", 3), target("T-OLD", 2), target("T-REV", 2)];
  expect(formerOf(standing[0]!, former).map((old) => old.until_version)).toEqual([2, 3]);
  expect(dropped(standing, former).map((old) => old.indicator_code)).toEqual(["T-OLD"]);
});
