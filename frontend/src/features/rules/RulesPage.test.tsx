import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import RulesPage from "./RulesPage";
import { answerWith, showPage } from "@/test/pages";

const RULES = "/api/v1/supervision/deduction-rules";
const late = {
  id: "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b41",
  year: 2026,
  code: "MTG-LATE",
  title: "参会迟到",
  title_en: "Late for a meeting",
  category: "meetings",
  points: "0.5",
  points_min: null,
  points_max: null,
  points_step: null,
  factors: [{ factor: "1", meaning: "一般情形", meaning_en: "ordinary case" }],
  unit_kinds: ["township"],
  basis: "第3条",
  valid_from: "2026-01-01",
  valid_to: null,
  is_late_report: false,
  repeat_factor: null,
  rectification_days: 5,
  overdue_rule_code: "MTG-LATE",
  version: 1,
  updated_at: "2026-01-01T09:00:00+08:00",
};
const outcome = (status: string) => ({
  items: [{ index: 0, key: "MTG-LATE", status, errors: [] }],
  written: 1,
  refused: 0,
  dry_run: false,
});

function open(items: object[], more: Record<string, unknown> = {}, mayManage = true) {
  const sent = answerWith({ [`GET ${RULES}`]: { items, next: null, watermark: null }, ...more });
  showPage(RulesPage, {
    route: "/deduction-rules",
    address: "/deduction-rules?year=2026",
    permissions: ["supervision:rule:read" as const, ...(mayManage ? ["supervision:rule:manage" as const] : [])],
  });
  return sent;
}

test("an empty catalogue begins from the model text, after it was said what that does", async () => {
  const sent = open([], { [`POST ${RULES}:adopt-template`]: { year: 2026, created: 19, kept: 0 } });
  const [first] = await screen.findAllByRole("button", { name: "采用示范文本" });
  await screen.findByText("本年度还没有扣分项目");
  await userEvent.click(first!);
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/已有的同代码条款保持不变/)).toBeTruthy();
  expect(sent).toHaveLength(0);
  await userEvent.click(within(dialog).getByRole("button", { name: "采用示范文本" }));
  await waitFor(() => {
    expect(sent.map((request) => request.path)).toEqual([`${RULES}:adopt-template`]);
  });
}, 30_000);

test("a rule is called by its name, and ended from a day on", async () => {
  const sent = open([late], { [`POST ${RULES}:batch`]: outcome("updated") });
  expect(await screen.findByText(/逾期按“参会迟到”再扣分/)).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", { name: "停用条款：参会迟到" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.type(within(dialog).getByLabelText("最后适用日"), "2026-12-31");
  await userEvent.click(within(dialog).getByRole("button", { name: "停用" }));
  await waitFor(() => {
    expect(sent.map((request) => request.path)).toEqual([`${RULES}:batch`]);
  });
}, 30_000);

test("a corrected rule is sent whole, with what was typed", async () => {
  const sent = open([late], { [`POST ${RULES}:batch`]: outcome("updated") });
  await userEvent.click(await screen.findByRole("button", { name: "更正条款：参会迟到" }));
  const dialog = await screen.findByRole("dialog");
  const points = within(dialog).getByLabelText<HTMLInputElement>("每次扣分");
  await userEvent.clear(points);
  await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  expect(await within(dialog).findAllByText(/必须填写/)).toBeTruthy();
  expect(sent).toHaveLength(0);
  await userEvent.type(points, "0.8");
  await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  await waitFor(() => {
    expect(sent).toHaveLength(1);
  });
  const { body } = sent[0]! as { body: { items: object[] } };
  expect(late).toMatchObject({ ...body.items[0], points: "0.5" });
  expect(body).toMatchObject({ items: [{ code: "MTG-LATE", points: "0.8" }], dry_run: false, all_or_nothing: true });
}, 30_000);

test("whoever only reads changes nothing", async () => {
  open([late], {}, false);
  await screen.findByText("参会迟到");
  expect(screen.queryByRole("button", { name: /新增|更正|停用|采用/ })).toBeNull();
});
