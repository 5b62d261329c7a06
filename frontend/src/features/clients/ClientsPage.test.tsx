import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import ClientsPage from "./ClientsPage";
import { answer as clients } from "@/test/answers/clients.json";
import { answerWith, showPage } from "@/test/pages";

const where = { route: "/clients", address: "/clients", permissions: ["directory:client:manage" as const] };

it("a secret is rotated with an overlap, and the new one is shown once", async () => {
  const [client] = clients.items;
  const path = `/api/v1/directory/clients/${client!.client_id}:rotate-secret`;
  const sent = answerWith({
    "GET /api/v1/directory/clients": clients,
    [`POST ${path}`]: { ...client, client_secret: "only-this-once" },
  });
  showPage(ClientsPage, where);
  expect(await screen.findByText("目标计划、完成值")).toBeTruthy();
  expect(screen.getByText("尚未使用")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "更换 统计局 的密钥" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("radio", { name: "立即停用旧密钥" }));
  await userEvent.click(within(dialog).getByRole("button", { name: "更换密钥" }));
  expect(await screen.findByText("only-this-once")).toBeTruthy();
  expect(sent).toEqual([{ method: "POST", path, body: { overlap_hours: 0, secret_days: 365 } }]);
  await userEvent.click(screen.getByRole("button", { name: "已保存，关闭" }));
  expect(screen.queryByText("only-this-once")).toBeNull();
}, 30_000);

it("says what to do where there is none", async () => {
  answerWith({});
  showPage(ClientsPage, where);
  expect(await screen.findByText("还没有接口客户端")).toBeTruthy();
});
