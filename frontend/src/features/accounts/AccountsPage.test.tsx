import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import AccountsPage from "./AccountsPage";
import { answer as accounts } from "@/test/answers/accounts.json";
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
  expect(within(dialog).getByLabelText("所选角色的职权").textContent).toContain("管理账号和接口");
}, 30_000);

it("whoever only reads them changes nothing", async () => {
  answerWith({ "GET /api/v1/directory/accounts": accounts });
  showPage(AccountsPage, { route: "/accounts", address: "/accounts", permissions: ["directory:account:read"] });
  await screen.findByText(accounts.items[0]!.username);
  expect(screen.queryByRole("button", { name: "新建账号" })).toBeNull();
});
