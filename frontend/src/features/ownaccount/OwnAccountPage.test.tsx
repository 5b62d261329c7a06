import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import OwnAccountPage from "./OwnAccountPage";
import { answerWith, showPage } from "@/test/pages";

const row = (id: string, isPresent: boolean) => ({
  id,
  began_at: "2026-08-12T01:00:00Z",
  seen_at: "2026-08-12T02:00:00Z",
  address: isPresent ? "10.0.0.1" : "10.0.0.2",
  browser: "Browser/1",
  is_present: isPresent,
});
const SESSIONS = "/api/v1/directory/sessions";
const where = { route: "/own-account", address: "/own-account", permissions: [] };

it("ends the sessions elsewhere, and only where there are any", async () => {
  const sent = answerWith({ [`GET ${SESSIONS}`]: { items: [row("a", true), row("b", false)] } });
  showPage(OwnAccountPage, where);
  await screen.findByText("10.0.0.2");
  await userEvent.click(screen.getByRole("button", { name: "结束其他登录" }));
  expect(sent).toEqual([{ method: "POST", path: `${SESSIONS}:end-others`, body: null }]);
});

it("offers nothing to end where one is signed in here alone", async () => {
  answerWith({ [`GET ${SESSIONS}`]: { items: [row("a", true)] } });
  showPage(OwnAccountPage, where);
  await screen.findByText("10.0.0.1");
  expect(screen.queryByRole("button", { name: "结束其他登录" })).toBeNull();
});

it("sends a new password only once it was typed twice alike", async () => {
  const sent = answerWith({ [`GET ${SESSIONS}`]: { items: [row("a", true)] } });
  showPage(OwnAccountPage, where);
  await userEvent.type(await screen.findByLabelText("原密码"), "given by somebody");
  await userEvent.type(screen.getByLabelText("新密码"), "gravel under lanterns");
  await userEvent.type(screen.getByLabelText("再输一次新密码"), "gravel under lantern");
  await userEvent.click(screen.getByRole("button", { name: "修改密码" }));
  expect(screen.getByRole("alert").textContent).toBe("两次输入的新密码不同。");
  expect(sent).toEqual([]);
  await userEvent.type(screen.getByLabelText("再输一次新密码"), "s");
  await userEvent.click(screen.getByRole("button", { name: "修改密码" }));
  const body = { present: "given by somebody", new: "gravel under lanterns" };
  expect(sent).toEqual([{ method: "POST", path: "/api/v1/directory/session:change-password", body }]);
}, 30_000);
