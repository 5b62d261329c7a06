import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import ImportPage from "./ImportPage";
import { answerWith, showPage } from "@/test/pages";

const row = {
  row: 2,
  key: "k1",
  status: "created",
  number: null,
  points: "1",
  unit: "青岭镇",
  rule_code: "MTG-ABSENT",
  columns: [],
  notes: [],
  errors: [],
};
const faulty = {
  ...row,
  row: 5,
  key: "",
  status: "refused",
  points: null,
  unit: "X99",
  columns: ["单位"],
  errors: [{ pointer: "/unit_code", code: "unknown_unit", message: "没有在用的单位 X99。" }],
};
const job = {
  id: "j1",
  kind: "import_deductions",
  state: "done",
  file_name: "三月.xlsx",
  parameters: { dry_run: true },
  row_count: 2,
  done_count: 2,
  counts: { created: 1, refused: 1 },
  problem: null,
  result_name: "三月.xlsx",
  created_at: "2026-08-12T09:00:00+08:00",
  started_at: "2026-08-12T09:00:01+08:00",
  finished_at: "2026-08-12T09:00:02+08:00",
  history: [],
};

const PATH = "/api/v1/supervision/deduction-imports";
const JOBS = "/api/v1/supervision/jobs";

function open(answers: Record<string, unknown>, address = "/deduction-imports") {
  const sent = answerWith(answers);
  showPage(ImportPage, {
    route: "/deduction-imports",
    address,
    permissions: ["supervision:deduction:confirm"],
  });
  return sent;
}

async function choose(): Promise<void> {
  const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
  await userEvent.upload(input, new File(["x"], "三月.xlsx"));
}

test("a file is looked at first, then recorded", async () => {
  const answers: Record<string, unknown> = {
    [`POST ${PATH}`]: { id: "j1", address: `${JOBS}/j1` },
    [`GET ${JOBS}/j1`]: job,
    [`GET ${PATH}/j1/rows`]: { items: [row, faulty], next: null },
  };
  const sent = open(answers);
  expect(screen.getByText("必填")).toBeTruthy();
  await choose();
  expect(await screen.findByText("单位：没有在用的单位 X99。")).toBeTruthy();
  expect(screen.getByText("三月.xlsx（点击可换一个文件）")).toBeTruthy();
  expect(screen.getAllByText("不能记录")).toHaveLength(2);
  expect(screen.getByText("青岭镇")).toBeTruthy();
  answers[`GET ${PATH}/j1/rows`] = { items: [faulty], next: null };
  await userEvent.click(screen.getByText("有误 1 行"));
  expect(await screen.findByText("X99")).toBeTruthy();
  expect(screen.queryByText("青岭镇")).toBeNull();
  await userEvent.click(screen.getByText("全部 2 行"));
  answers[`POST ${PATH}`] = { id: "j2", address: `${JOBS}/j2` };
  answers[`GET ${JOBS}/j2`] = { ...job, id: "j2", parameters: { dry_run: false } };
  answers[`GET ${PATH}/j2/rows`] = { items: [{ ...row, number: "KF-2026-00009" }, faulty], next: null };
  await userEvent.click(screen.getByRole("button", { name: "记录这 1 条" }));
  expect((await screen.findByRole("link", { name: "KF-2026-00009" })).getAttribute("href")).toBe("/deductions/k1");
  expect(screen.queryByRole("button", { name: /记录这/ })).toBeNull();
  expect(sent.map((request) => request.path)).toEqual([PATH, PATH]);
});

test("a large file shows how far it is, and its rows once it is done", async () => {
  const answers: Record<string, unknown> = {
    [`GET ${JOBS}/j1`]: { ...job, state: "running", done_count: 300, row_count: 9000, finished_at: null },
    [`GET ${PATH}/j1/rows`]: { items: [row], next: null },
  };
  open(answers, "/deduction-imports?job=j1");
  expect(await screen.findByText("已处理 300 / 9000 行")).toBeTruthy();
  expect(screen.getByRole("progressbar", { name: "进度" }).getAttribute("aria-valuenow")).toBe("3");
  expect(screen.queryByText("青岭镇")).toBeNull();
  answers[`GET ${JOBS}/j1`] = job;
  expect(await screen.findByText("青岭镇", {}, { timeout: 3000 })).toBeTruthy();
  expect(screen.queryByRole("progressbar")).toBeNull();
  expect(screen.queryByRole("button", { name: /记录这/ })).toBeNull();
});

test("what is wrong with the whole file is told", async () => {
  const problem = { code: "workbook_empty", detail: "工作簿中没有数据行。" };
  open({ [`GET ${JOBS}/j1`]: { ...job, state: "refused", problem } }, "/deduction-imports?job=j1");
  expect((await screen.findByRole("alert")).textContent).toBe("工作簿中没有数据行。");
  expect(screen.queryByRole("button", { name: "下载带原因的文件" })).toBeNull();
});

test("an earlier import is found again", async () => {
  open({
    [`GET ${JOBS}`]: { items: [{ ...job, parameters: { dry_run: false } }], next: null },
    [`GET ${JOBS}/j1`]: { ...job, parameters: { dry_run: false } },
    [`GET ${PATH}/j1/rows`]: { items: [{ ...row, number: "KF-2026-00009" }], next: null },
  });
  expect(await screen.findByText("已记录 1，未记录 1")).toBeTruthy();
  await userEvent.click(screen.getByRole("link", { name: "三月.xlsx" }));
  expect(await screen.findByRole("link", { name: "KF-2026-00009" })).toBeTruthy();
});
