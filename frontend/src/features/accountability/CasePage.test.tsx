import { QueryClient } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import CasePage from "./CasePage";
import CasesPage from "./CasesPage";
import { casesWaiting } from "./waiting";
import type { Permission, Session } from "@/auth/session";
import { answer as found } from "@/test/answers/accountability-case.json";
import { answerWith, showPage } from "@/test/pages";

const PATH = `/api/v1/personnel/accountability-cases/${found.id}`;
const OFFICE: Permission[] = ["personnel:proposal:read", "personnel:proposal:decide_accountability"];

it("a step is recorded with its day and how; what is done already is not offered again", async () => {
  const sent = answerWith({ [`GET ${PATH}`]: found });
  showPage(CasePage, {
    route: "/accountability-cases/:id",
    address: `/accountability-cases/${found.id}`,
    permissions: OFFICE,
  });
  await userEvent.click(await screen.findByRole("button", { name: "登记措施" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).queryByRole("radio", { name: "通报批评" })).toBeNull();
  await userEvent.type(within(dialog).getByLabelText("落实情况说明"), "已向县委作出书面检查");
  await userEvent.click(within(dialog).getByRole("button", { name: "登记措施" }));
  await waitFor(() => {
    expect(sent).toEqual([
      {
        method: "POST",
        path: `${PATH}:take-step`,
        body: { step: "self_exam", on: "2026-08-12", reason: "已向县委作出书面检查" },
      },
    ]);
  });
}, 30_000);

it("closing early names the steps that are left and asks for a reason", async () => {
  const sent = answerWith({ [`GET ${PATH}`]: found });
  showPage(CasePage, {
    route: "/accountability-cases/:id",
    address: `/accountability-cases/${found.id}`,
    permissions: OFFICE,
  });
  await userEvent.click(await screen.findByRole("button", { name: /结\s?案/ }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("还有 2 项措施没有落实：书面检查、提醒谈话");
  await userEvent.click(within(dialog).getByRole("button", { name: /结\s?案/ }));
  expect(await within(dialog).findByText("请写明理由")).toBeTruthy();
  expect(sent).toEqual([]);
}, 30_000);

it("the list leads to each case; the finance office has no such page", async () => {
  answerWith({ "GET /api/v1/personnel/accountability-cases": { items: [found], next: null } });
  const where = { route: "/accountability-cases", address: "/accountability-cases?year=2026" };
  showPage(CasesPage, { ...where, permissions: OFFICE });
  expect((await screen.findByRole("link", { name: found.number })).getAttribute("href")).toBe(
    `/accountability-cases/${found.id}`,
  );
  showPage(CasesPage, { ...where, permissions: ["personnel:proposal:read", "personnel:proposal:decide_bonus"] });
  expect(screen.getAllByRole("link", { name: found.number })).toHaveLength(1);
}, 30_000);

it("an open case waits for whoever carries out its steps", async () => {
  answerWith({ "GET /api/v1/personnel/accountability-cases": { items: [found], next: null } });
  const client = new QueryClient();
  const rows = await client.fetchQuery(casesWaiting[0]!.query({} as Session));
  expect(rows.map((row) => [row.title, row.path])).toEqual([
    ["1 件问责案件待办结", `/accountability-cases/${found.id}`],
  ]);
});
