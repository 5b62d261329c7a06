import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import ImportPage from "./ImportPage";
import { answerWith, showPage } from "@/test/pages";

const row = {
  index: 0,
  row: 2,
  key: "k1",
  status: "created",
  number: null,
  points: "1",
  unit: "青岭镇",
  rule_code: "MTG-ABSENT",
  columns: [],
  errors: [],
};
const faulty = {
  ...row,
  index: 1,
  row: 5,
  key: "",
  status: "refused",
  points: null,
  unit: "X99",
  columns: ["单位"],
  errors: [{ pointer: "/unit_code", code: "unknown_unit", message: "没有在用的单位 X99。" }],
};
const preview = { items: [row, faulty], created: 1, unchanged: 0, refused: 1, dry_run: true };
const applied = {
  ...preview,
  items: [{ ...row, number: "KF-2026-00009" }, faulty],
  dry_run: false,
};

const PATH = "/api/v1/supervision/deduction-imports";

test("a file is looked at first, then recorded", async () => {
  const answers: Record<string, unknown> = { [`POST ${PATH}`]: preview };
  const sent = answerWith(answers);
  showPage(ImportPage, {
    route: "/deduction-imports",
    address: "/deduction-imports",
    permissions: ["supervision:deduction:confirm"],
  });
  expect(screen.getByText("必填")).toBeTruthy();
  const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
  await userEvent.upload(input, new File(["x"], "三月.xlsx"));
  expect(await screen.findByText("单位：没有在用的单位 X99。")).toBeTruthy();
  expect(screen.getByText("三月.xlsx（点击可换一个文件）")).toBeTruthy();
  expect(screen.getAllByText("不能记录")).toHaveLength(2);
  await userEvent.click(screen.getByText("有误 1 行"));
  expect(screen.queryByText("青岭镇")).toBeNull();
  await userEvent.click(screen.getByText("全部 2 行"));
  answers[`POST ${PATH}`] = applied;
  await userEvent.click(screen.getByRole("button", { name: "记录这 1 条" }));
  expect((await screen.findByRole("link", { name: "KF-2026-00009" })).getAttribute("href")).toBe("/deductions/k1");
  expect(screen.queryByRole("button", { name: /记录这/ })).toBeNull();
  expect(sent.map((request) => request.path)).toEqual([PATH, PATH]);
});
