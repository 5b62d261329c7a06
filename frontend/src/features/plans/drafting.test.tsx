import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import DraftPage from "./DraftPage";
import { entryOf, monthsOf, valuesOf } from "./drafting";
import { answer as plan } from "@/test/answers/plan.json";
import { answer as drafted } from "@/test/answers/plans-drafted.json";
import { answerWith, showPage } from "@/test/pages";
import type { PlanDetail } from "./queries";

it("numbers go as the contract reads them, and December follows the target", () => {
  const line = { indicator_code: "TAX", target: "１,２００", milestones: { "6": "500", "9": "", "12": "7" } };
  expect(entryOf(2027, { level: "unit", unit_code: "T01", cadre_code: "C1", targets: [line] })).toEqual({
    year: 2027,
    level: "unit",
    unit_code: "T01",
    targets: [{ indicator_code: "TAX", target: "1200", milestones: { "6": "500", "12": "1200" } }],
  });
});

it("a draft comes back as it was written", () => {
  const { targets } = entryOf(plan.year, valuesOf(plan as PlanDetail));
  expect(targets.map((target) => target.indicator_code)).toEqual(plan.targets.map((target) => target.indicator_code));
  expect(monthsOf(plan as PlanDetail)).not.toContain(12);
});

it("a new draft is tried before it is written", async () => {
  const sent = answerWith({
    "GET /api/v1/targets/indicators": {
      items: [{ code: "TAX", name: "税收", name_en: "Tax", unit_of_measure: "亿元" }],
      next: null,
    },
    "POST /api/v1/targets/plans:batch": drafted,
  });
  showPage(DraftPage, {
    route: "/plans/new",
    address: "/plans/new?year=2027",
    permissions: ["targets:plan:read", "targets:plan:write", "targets:plan:issue"],
    others: [{ path: "/plans", Component: () => "计划清单" }],
  });
  await userEvent.click(await screen.findByRole("combobox", { name: "目标" }));
  await userEvent.click(await screen.findByText("TAX 税收 (亿元)"));
  await userEvent.type(screen.getByRole("textbox", { name: "目标值" }), "120");
  await userEvent.click(screen.getByRole("button", { name: "保存草稿" }));
  await screen.findByText("计划清单");
  const item = { year: 2027, level: "county", targets: [{ indicator_code: "TAX", target: "120", milestones: {} }] };
  expect(sent.map(({ body }) => body)).toEqual([
    { items: [item], dry_run: true, all_or_nothing: false },
    { items: [item], dry_run: false, all_or_nothing: true },
  ]);
}, 30_000);
