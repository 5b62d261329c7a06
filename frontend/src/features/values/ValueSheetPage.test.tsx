import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import ValueSheetPage from "./ValueSheetPage";
import type { Permission } from "@/auth/session";
import { answer as indicators } from "@/test/answers/values-indicators.json";
import { answer as sheet } from "@/test/answers/value-sheet.json";
import { answerWith, showPage, type Sent } from "@/test/pages";

const API = "/api/v1/targets";

function show(
  answer: object = sheet,
  permissions: Permission[] = ["targets:value:read", "targets:value:enter"],
): Sent[] {
  const sent = answerWith({
    [`GET ${API}/value-sheets/T-REV`]: answer,
    [`GET ${API}/indicators`]: indicators,
    [`POST ${API}/values:batch`]: { items: [], written: 2, refused: 0, dry_run: false },
    [`POST ${API}/values:confirm`]: { confirmed: 1 },
  });
  showPage(ValueSheetPage, {
    route: "/values/sheets/:code",
    address: "/values/sheets/T-REV?year=2026&period=annual",
    permissions: [...permissions, "targets:indicator:read", "directory:unit:read"],
  });
  return sent;
}

const cell = (unit: string): Promise<HTMLInputElement> => screen.findByLabelText<HTMLInputElement>(`${unit}：完成值`);
const save = (): HTMLButtonElement => screen.getByRole("button", { name: /核对并保存/ });

it("pastes by name, asks about what looks wrong, and sends nothing until it was checked and given a reason", async () => {
  const sent = show();
  const first = await cell("青岩街道");
  expect(first.value).toBe("17850");
  fireEvent.paste(first, { clipboardData: { getData: () => "白鹭街道\t99,999,999\n青岩街道\t17860" } });
  expect((await cell("白鹭街道")).value).toBe("99999999");
  expect(screen.getByText("超过单位自报 15480 的 10 倍")).toBeTruthy();
  await userEvent.click(save());
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: /保\s?存/ }));
  expect(await dialog.findByText("请先核对所列疑问")).toBeTruthy();
  expect(dialog.getByText("请写明理由")).toBeTruthy();
  expect(sent).toEqual([]);
  await userEvent.click(dialog.getByRole("checkbox"));
  await userEvent.type(dialog.getByLabelText(/更改原因/), "统计局修正");
  await userEvent.click(dialog.getByRole("button", { name: /保\s?存/ }));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({
      year: 2026,
      value_name: "annual",
      dry_run: false,
      all_or_nothing: true,
      items: [
        { unit_code: "T01", indicator_code: "T-REV", actual: "17860", note: "", reason: "统计局修正" },
        { unit_code: "T02", indicator_code: "T-REV", actual: "99999999", note: "", reason: null },
      ],
    });
  });
}, 30_000);

it("keeps a wrong cell from being saved, moves by keys, and leaves a closed unit alone", async () => {
  show();
  const first = await cell("青岩街道");
  fireEvent.change(first, { target: { value: "17850.123" } });
  expect(screen.getByText("最多 0 位小数")).toBeTruthy();
  expect(save().disabled).toBe(true);
  first.focus();
  fireEvent.keyDown(first, { key: "Enter" });
  expect(document.activeElement).toBe(await cell("白鹭街道"));
  expect(screen.getByText("轮次已关闭")).toBeTruthy();
  expect(screen.queryByLabelText("双坪镇：完成值")).toBeNull();
}, 30_000);

it("shows the claim and the difference as it is typed", async () => {
  show();
  const line = within((await cell("白鹭街道")).closest("tr")!);
  expect(line.getByText("15480")).toBeTruthy();
  fireEvent.change(await cell("白鹭街道"), { target: { value: "15400" } });
  expect(line.getByText("+80")).toBeTruthy();
}, 30_000);

it("confirms chosen values after saying what follows", async () => {
  const [first, ...others] = sheet.rows;
  const entered = {
    ...first,
    value: {
      ...first!.value,
      state: "entered",
      confirmed_by_name: null,
      confirmed_at: null,
      actions: [{ name: "confirm", allowed: true, reason: null }],
    },
  };
  const actions = [{ name: "enter", allowed: false, reason: "您的岗位无此权限" }];
  const sent = show({ ...sheet, rows: [entered, ...others], actions }, ["targets:value:read", "targets:value:confirm"]);
  await userEvent.click(await screen.findByLabelText("选择青岩街道"));
  await userEvent.click(screen.getByRole("button", { name: "核实选中的 1 个" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/核实不能撤回/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "确认核实" }));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({ ids: [first!.value!.id] });
  });
  expect(screen.queryByRole("button", { name: /核对并保存/ })).toBeNull();
}, 30_000);

it("says when no unit's plan carries the indicator", async () => {
  show({ ...sheet, rows: [] });
  expect(await screen.findByText("没有单位的目标计划列入这个指标")).toBeTruthy();
}, 30_000);
