import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import VisitPage from "./VisitPage";
import type { Permission } from "@/auth/session";
import { answer as deductions } from "@/test/answers/visit-deductions.json";
import { answer as visit } from "@/test/answers/visit.json";
import { answerWith, showPage } from "@/test/pages";

function show(permissions: Permission[], found: object = deductions) {
  answerWith({
    [`GET /api/v1/supervision/visits/${visit.id}`]: visit,
    "GET /api/v1/supervision/deductions": found,
  });
  showPage(VisitPage, { route: "/visits/:id", address: `/visits/${visit.id}`, permissions });
}

it("shows what was found and leads to the deductions that came of it", async () => {
  show(["supervision:visit:read", "supervision:deduction:read"]);
  expect(await screen.findByText(visit.findings)).toBeTruthy();
  expect(screen.getByText("由此登记扣分：涉及本人所在单位，应当回避。")).toBeTruthy();
  const [row] = deductions.items;
  const card = await screen.findByRole("region", { name: "由此产生的扣分" });
  expect(within(card).getByRole("link", { name: row!.rule_title }).getAttribute("href")).toBe(`/deductions/${row!.id}`);
  expect(card.textContent).toContain(`共 1 条，其中 1 条已生效，合计扣 ${row!.points} 分。`);
}, 30_000);

it("says so where nothing came of it", async () => {
  show(["supervision:visit:read", "supervision:deduction:read"], { items: [], next: null });
  expect(await screen.findByText("这次督查没有产生扣分")).toBeTruthy();
}, 30_000);

it("keeps deductions from whoever may not read them", async () => {
  show(["supervision:visit:read"]);
  expect(await screen.findByText(visit.findings)).toBeTruthy();
  expect(screen.queryByText("由此产生的扣分")).toBeNull();
}, 30_000);
