import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { daysOf } from "./queries";
import VisitsPage from "./VisitsPage";
import type { Permission } from "@/auth/session";
import units from "@/test/answers/units.json";
import visit from "@/test/answers/visit.json";
import { answerWith, showPage } from "@/test/pages";

function show(permissions: Permission[], items: object[] = [visit]) {
  const sent = answerWith({
    "GET /api/v1/supervision/visits": { items, next: null },
    "POST /api/v1/supervision/visits": visit,
    "GET /api/v1/directory/units": units,
  });
  const others = [{ path: "/visits/:id", Component: () => null }];
  showPage(VisitsPage, { route: "/visits", address: "/visits?year=2026", permissions, others });
  return sent;
}

it("a month ends on its own last day", () => {
  expect(daysOf(2026, 2)).toEqual({ from_on: "2026-02-01", to_on: "2026-02-28" });
  expect(daysOf(2028, 2).to_on).toBe("2028-02-29");
  expect(daysOf(2026, 12)).toEqual({ from_on: "2026-12-01", to_on: "2026-12-31" });
});

it("enters a visit, its time in the county's zone", async () => {
  const sent = show(["supervision:visit:read", "supervision:visit:write"]);
  await userEvent.click(await screen.findByRole("button", { name: "登记督查" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByLabelText("暗访"));
  fireEvent.mouseDown(within(dialog).getByLabelText("单位"));
  fireEvent.click(await screen.findByTitle("石桥街道"));
  fireEvent.change(within(dialog).getByLabelText("时间"), { target: { value: "2026-08-11T15:20" } });
  fireEvent.change(within(dialog).getByLabelText("地点"), { target: { value: "便民服务中心" } });
  fireEvent.change(within(dialog).getByLabelText("发现的情况"), { target: { value: "窗口无人值守" } });
  await userEvent.click(within(dialog).getByRole("button", { name: /登\s?记/ }));
  await waitFor(() => {
    expect(sent).toHaveLength(1);
  });
  expect(sent[0]?.body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    kind: "covert",
    unit_code: "T03",
    visited_at: "2026-08-11T15:20:00+08:00",
    place: "便民服务中心",
    companions: [],
    findings: "窗口无人值守",
  });
}, 30_000);

it("whoever only reads is told who enters visits, and has no button for it", async () => {
  show(["supervision:visit:read"], []);
  expect(await screen.findByText("督查室和督查员登记后会出现在这里。")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "登记督查" })).toBeNull();
}, 30_000);
