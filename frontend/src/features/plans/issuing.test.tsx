import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import PlansPage from "./PlansPage";
import { answer as preview } from "@/test/answers/plan-issue-preview.json";
import { answerWith, showPage } from "@/test/pages";

it("drafts are looked at before they are issued, and only those that are ready go", async () => {
  const sent = answerWith({ "POST /api/v1/targets/plans:issue": preview });
  showPage(PlansPage, {
    route: "/plans",
    address: "/plans?year=2027",
    permissions: ["targets:plan:read", "targets:plan:issue"],
  });
  await userEvent.click(await screen.findByRole("button", { name: "批量发布" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: /^检\s?查$/ }));
  expect(await within(dialog).findByText("指标 TAX 没有目标值。")).toBeTruthy();
  await userEvent.click(within(dialog).getByRole("button", { name: "发布 1 份" }));
  await expect.poll(() => sent).toHaveLength(2);
  expect(sent.map(({ body }) => body)).toEqual([
    { year: 2027, level: "unit", dry_run: true },
    { year: 2027, level: "unit", plan_ids: [preview.items[0]!.plan_id], dry_run: false },
  ]);
}, 30_000);
