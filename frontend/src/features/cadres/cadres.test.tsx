import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import CadrePage from "./CadrePage";
import CadresPage from "./CadresPage";
import { answer as cadre } from "@/test/answers/cadre.json";
import { answer as cadres } from "@/test/answers/cadres.json";
import { answer as units } from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const API = "/api/v1/directory";
const MANAGER = ["directory:unit:read", "directory:cadre:read", "directory:cadre:manage"] as const;

it("lists cadres with their posts and leads to their files", async () => {
  answerWith({ [`GET ${API}/cadres`]: cadres, [`GET ${API}/units`]: units });
  showPage(CadresPage, { route: "/cadres", address: "/cadres", permissions: ["directory:cadre:read"] });
  const [first] = cadres.items;
  const link = await screen.findByRole("link", { name: first!.name });
  expect(link.getAttribute("href")).toBe(`/cadres/${first!.code}`);
  expect(screen.getAllByText(first!.current_posting.post_name).length).toBeGreaterThan(0);
  expect(screen.queryByRole("button", { name: "新建干部" })).toBeNull();
});

it("enters a cadre with the post, and puts a refusal at its field", async () => {
  const message = "单位 T01 已撤销，不能再任职。";
  const errors = [{ pointer: "", code: "unit_dissolved", message }];
  const refused = { index: 0, key: "C90", status: "refused", errors };
  const answers: Record<string, unknown> = {
    [`GET ${API}/units`]: units,
    [`POST ${API}/cadres:batch`]: { items: [refused], written: 0, refused: 1, dry_run: true },
  };
  const sent = answerWith(answers);
  showPage(CadresPage, { route: "/cadres", address: "/cadres", permissions: [...MANAGER] });
  await userEvent.click(await screen.findByRole("button", { name: "新建干部" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.type(within(dialog).getByLabelText("干部代码"), "C90");
  await userEvent.type(within(dialog).getByLabelText("姓名"), "林岳川");
  await userEvent.click(within(dialog).getByRole("combobox", { name: "单位" }));
  await userEvent.click(await screen.findByTitle("T01 青岩街道"));
  await userEvent.type(within(dialog).getByLabelText("职务"), "科员");
  await userEvent.type(within(dialog).getByLabelText("职务代码"), "clerk");
  await userEvent.click(within(dialog).getByRole("button", { name: "新建干部" }));
  expect(await within(dialog).findByText(message, {}, { timeout: 5000 })).toBeTruthy();
  expect(within(dialog).getByLabelText<HTMLInputElement>("姓名").value).toBe("林岳川");
  const made = { ...refused, status: "created", errors: [] };
  answers[`POST ${API}/cadres:batch`] = { items: [made], written: 1, refused: 0, dry_run: false };
  await userEvent.click(within(dialog).getByRole("button", { name: "新建干部" }));
  const posting = {
    unit_code: "T01",
    post_code: "clerk",
    post_name: "科员",
    post_group: "ordinary",
    is_principal: false,
    from_on: "2026-08-12",
  };
  await expect
    .poll(() => sent.at(-1)?.body)
    .toEqual({ items: [{ code: "C90", name: "林岳川", posting }], dry_run: false, all_or_nothing: true });
}, 40_000);

it("moves a cadre by decision, and asks before one is recorded as left", async () => {
  const sent = answerWith({
    [`GET ${API}/cadres/${cadre.code}`]: cadre,
    [`GET ${API}/units`]: units,
    [`POST ${API}/cadres/${cadre.code}:post`]: cadre,
    [`PATCH ${API}/cadres/${cadre.code}`]: cadre,
  });
  showPage(CadrePage, { route: "/cadres/:code", address: `/cadres/${cadre.code}`, permissions: [...MANAGER] });
  await userEvent.click(await screen.findByRole("button", { name: /^调\s?任$/ }));
  const dialog = await screen.findByRole("dialog", { name: `调任“${cadre.name}”` });
  await userEvent.click(within(dialog).getByRole("combobox", { name: "单位" }));
  await userEvent.click(await screen.findByTitle("T02 白鹭街道"));
  await userEvent.type(within(dialog).getByLabelText("职务"), "镇长");
  await userEvent.type(within(dialog).getByLabelText("职务代码"), "mayor");
  await userEvent.type(within(dialog).getByLabelText("任职文号"), "组干〔2026〕9号");
  await userEvent.click(within(dialog).getByRole("button", { name: /^调\s?任$/ }));
  await expect
    .poll(() => sent.at(-1)?.body)
    .toMatchObject({ unit_code: "T02", post_code: "mayor", from_on: "2026-08-12", decision_number: "组干〔2026〕9号" });
  await userEvent.click(await screen.findByRole("button", { name: "登记离职" }));
  const leaving = await screen.findByRole("dialog", { name: `“${cadre.name}”离职？` });
  await userEvent.click(within(leaving).getByRole("button", { name: "登记离职" }));
  await expect.poll(() => sent.at(-1)).toMatchObject({ method: "PATCH", body: { is_active: false } });
}, 40_000);
