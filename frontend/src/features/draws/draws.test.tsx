import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import DrawPage from "./DrawPage";
import { answerWith, showPage } from "@/test/pages";

const ID = "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b42";
const INSPECTOR = "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b43";
const open = {
  id: ID,
  year: 2026,
  title: "四季度暗访",
  team_size: 1,
  state: "open",
  opened_at: "2026-10-10T09:00:00+08:00",
  opened_by_name: "督查室",
  drawn_at: null,
  drawn_by_name: null,
  version: 1,
  updated_at: "2026-10-10T09:00:00+08:00",
  units: [{ code: "T01", name: "青岩街道" }],
  inspectors: [{ id: INSPECTOR, name: "督查员1" }],
  excluded: [],
  commitment: "ab".repeat(32),
  secret: null,
  public_word: null,
  teams: null,
};

it("draws by a public number, which must be named", async () => {
  const path = `/api/v1/supervision/draws/${ID}`;
  const sent = answerWith({ [`GET ${path}`]: open, [`POST ${path}:draw`]: open });
  showPage(DrawPage, {
    route: "/draws/:id",
    address: `/draws/${ID}`,
    permissions: ["supervision:draw:read", "supervision:draw:manage"],
  });
  expect(await screen.findByText("ab".repeat(32))).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /抽\s?签/ }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: /抽\s?签/ }));
  expect(await within(dialog).findByText("必须填写")).toBeTruthy();
  await userEvent.type(within(dialog).getByLabelText("公开号码"), "08 13 22");
  await userEvent.click(within(dialog).getByRole("button", { name: /抽\s?签/ }));
  await expect.poll(() => sent).toEqual([{ method: "POST", path: `${path}:draw`, body: { public_word: "08 13 22" } }]);
}, 20_000);

it("shows who was drawn, and offers no second draw", async () => {
  const teams = [{ unit: "T01", inspectors: [INSPECTOR] }];
  const drawn = { ...open, state: "drawn", secret: "cd".repeat(32), public_word: "08 13 22", teams };
  answerWith({ [`GET /api/v1/supervision/draws/${ID}`]: drawn });
  showPage(DrawPage, {
    route: "/draws/:id",
    address: `/draws/${ID}`,
    permissions: ["supervision:draw:read", "supervision:draw:manage"],
  });
  expect(await screen.findByText("督查员1")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /抽\s?签/ })).toBeNull();
});
