import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import AccountsPage from "./AccountsPage";
import { answer as accounts } from "@/test/answers/accounts.json";
import { answer as grants } from "@/test/answers/grants.json";
import { answerWith, showPage } from "@/test/pages";

it("whoever manages accounts changes one, and sees what its roles may do", async () => {
  answerWith({ "GET /api/v1/directory/accounts": accounts });
  showPage(AccountsPage, {
    route: "/accounts",
    address: "/accounts",
    permissions: ["directory:account:read", "directory:account:manage"],
  });
  const [first] = accounts.items;
  await userEvent.click(await screen.findByRole("button", { name: `变更账号 ${first!.username}` }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByLabelText<HTMLInputElement>("姓名").value).toBe(first!.display_name);
  expect(within(dialog).getByLabelText("所选角色的职权").textContent).toContain("建立账号，提出授权");
}, 30_000);

it("whoever only reads them changes nothing", async () => {
  answerWith({ "GET /api/v1/directory/accounts": accounts });
  showPage(AccountsPage, { route: "/accounts", address: "/accounts", permissions: ["directory:account:read"] });
  await screen.findByText(accounts.items[0]!.username);
  expect(screen.queryByRole("button", { name: "新建账号" })).toBeNull();
});

const KEEPER = [
  "directory:account:read",
  "directory:grant:read",
  "directory:grant:confirm",
  "directory:password:reset",
  "directory:session:end",
] as const;

function showKeeper() {
  const sent = answerWith({ "GET /api/v1/directory/accounts": accounts, "GET /api/v1/directory/grants": grants });
  showPage(AccountsPage, { route: "/accounts", address: "/accounts", permissions: [...KEEPER] });
  return sent;
}

it("the security administrator reads what an office may do, and confirms it or says why not", async () => {
  const sent = showKeeper();
  await userEvent.click(await screen.findByRole("button", { name: "确认 陈立新 的考核委员会角色" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByLabelText("可办事项").textContent).toContain("审批办法，审定结果");
  await userEvent.click(within(dialog).getByLabelText("不予确认"));
  await userEvent.click(within(dialog).getByRole("button", { name: "提交" }));
  expect(await within(dialog).findByText("请写明理由")).toBeTruthy();
  fireEvent.change(within(dialog).getByLabelText("理由"), { target: { value: "未经会议研究" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "提交" }));
  const [first] = grants.items;
  await waitFor(() => {
    expect(sent[0]).toEqual({
      method: "POST",
      path: "/api/v1/directory/grants:decide",
      body: {
        items: [{ id: first!.id, decision: "refuse", reason: "未经会议研究" }],
        dry_run: false,
        all_or_nothing: true,
      },
    });
  });
}, 30_000);

it("what the reader may not decide says why, and offers no button", async () => {
  showKeeper();
  await screen.findByText("提出授权的人不能自己确认。");
  expect(screen.queryByRole("button", { name: "确认 李敏 的审计员角色" })).toBeNull();
  expect(screen.queryByRole("button", { name: /^变更账号/ })).toBeNull();
}, 30_000);

it("the security administrator resets a password", async () => {
  const sent = showKeeper();
  const { username } = accounts.items[1]!;
  await userEvent.click(await screen.findByRole("button", { name: `重置 ${username} 的密码` }));
  const dialog = await screen.findByRole("dialog");
  fireEvent.change(within(dialog).getByLabelText("新密码"), { target: { value: "seven grey lanterns" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "重置密码" }));
  await waitFor(() => {
    expect(sent[0]).toEqual({
      method: "POST",
      path: `/api/v1/directory/accounts/${username}:reset-password`,
      body: { password: "seven grey lanterns" },
    });
  });
}, 30_000);
