import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import OwnTiesPage from "./OwnTiesPage";
import TiesPage from "./TiesPage";
import { answerWith, showPage } from "@/test/pages";

const API = "/api/v1/directory";
const ID = "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b42";
const tie = {
  id: ID,
  person_code: "C1",
  person_name: "林岳川",
  other_code: "C2",
  other_name: "周望舒",
  unit_code: null,
  kind: "relative",
  reason: "姻亲",
  from_on: "2026-01-01",
  to_on: null,
  document_number: "组干〔2026〕3号",
  declared_at: "2026-03-05T09:00:00+08:00",
  declared_by_name: "组织部",
  ended_at: null,
  ended_by_name: null,
  end_reason: null,
  version: 1,
  updated_at: "2026-03-05T09:01:00+08:00",
};

it("lets everybody declare a tie of their own to a unit", async () => {
  const unit = { code: "T01", name: "青岩街道", class_code: "township-1", is_active: true };
  const sent = answerWith({ [`GET ${API}/units`]: { items: [unit], next: null } });
  showPage(OwnTiesPage, { route: "/own-ties", address: "/own-ties", permissions: ["directory:unit:read"] });
  await userEvent.click(await screen.findByRole("button", { name: "登记回避关系" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).queryByLabelText("文号")).toBeNull();
  await userEvent.click(within(dialog).getByRole("combobox", { name: "单位" }));
  await userEvent.click(await screen.findByTitle("T01 青岩街道"));
  await userEvent.click(within(dialog).getByRole("button", { name: "登记回避关系" }));
  const body = { unit_code: "T01", kind: "relative", from_on: "2026-08-12" };
  await expect.poll(() => sent).toEqual([{ method: "POST", path: `${API}/own-ties`, body }]);
}, 20_000);

it("enters somebody's tie to a person by document, and ends it with a reason", async () => {
  const sent = answerWith({ [`GET ${API}/ties`]: { items: [tie], next: null } });
  showPage(TiesPage, {
    route: "/ties",
    address: "/ties",
    permissions: ["directory:tie:read", "directory:tie:manage"],
  });
  expect(await screen.findByText("姻亲")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "录入回避关系" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.type(within(dialog).getByLabelText("姓名"), "C3");
  await userEvent.click(within(dialog).getByRole("radio", { name: "人员" }));
  await userEvent.type(within(dialog).getByRole("combobox", { name: "人员" }), "C1");
  await userEvent.type(within(dialog).getByLabelText("文号"), "组干〔2026〕4号");
  await userEvent.click(within(dialog).getByRole("button", { name: "录入回避关系" }));
  await expect
    .poll(() => sent[0]?.body)
    .toEqual({
      person_code: "C3",
      other_code: "C1",
      kind: "relative",
      from_on: "2026-08-12",
      document_number: "组干〔2026〕4号",
    });
  await userEvent.click(await screen.findByRole("button", { name: /解\s?除/ }));
  const ending = await screen.findByRole("dialog", { name: "解除林岳川与周望舒的回避关系？" });
  await userEvent.type(within(ending).getByLabelText("解除原因"), "已调离");
  await userEvent.click(within(ending).getByRole("button", { name: /解\s?除/ }));
  await expect
    .poll(() => sent[1])
    .toEqual({ method: "POST", path: `${API}/ties/${ID}:end`, body: { reason: "已调离" } });
}, 30_000);
