import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import ProjectImportPage from "./ProjectImportPage";
import ReportPage from "./ReportPage";
import RoundPage from "./RoundPage";
import UnitChecklistPage from "./UnitChecklistPage";
import { answer as checklist } from "@/test/answers/round-checklist.json";
import { answer as items } from "@/test/answers/round-items.json";
import { answer as report } from "@/test/answers/round-report.json";
import { answer as round } from "@/test/answers/supervision-round.json";
import { answer as units } from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const path = `/api/v1/supervision/rounds/${round.id}`;
const unitPath = `${path}/units/${checklist.unit_code}`;
const tax = checklist.items[0]!;

function show(changes: object = {}) {
  const sent = answerWith({
    [`GET ${path}`]: { ...round, ...changes },
    "GET /api/v1/supervision/round-items": items,
    "GET /api/v1/directory/units": units,
    [`GET ${unitPath}`]: checklist,
  });
  showPage(RoundPage, {
    route: "/rounds/:id",
    address: `/rounds/${round.id}`,
    permissions: ["supervision:round:read"],
  });
  return sent;
}

function showUnit(answers: object = {}) {
  const sent = answerWith({ [`GET ${unitPath}`]: checklist, ...answers });
  showPage(UnitChecklistPage, {
    route: "/rounds/:id/units/:unit",
    address: `/rounds/${round.id}/units/${checklist.unit_code}`,
    permissions: ["supervision:round:read"],
  });
  return sent;
}

it("shows a reader of one unit its lines, each with its light, its rule and what may be done", async () => {
  show();
  const card = await screen.findByRole("region", { name: tax.name }, { timeout: 10_000 });
  expect(card.textContent).toContain("红灯");
  expect(card.textContent).toContain(tax.light_rule);
  expect(within(card).getByRole("button", { name: "报告整改" })).toBeTruthy();
  expect(screen.getByRole("list", { name: "亮灯规则" }).textContent).toContain("任何人不能手工改灯");
}, 30_000);

it("reports making good with what was done", async () => {
  const sent = showUnit();
  const card = await screen.findByRole("region", { name: tax.name }, { timeout: 10_000 });
  await userEvent.click(within(card).getByRole("button", { name: "报告整改" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.type(within(dialog).getByLabelText("做了哪些整改"), "已补征");
  await userEvent.click(within(dialog).getByRole("button", { name: "报告整改" }));
  await waitFor(() => {
    expect(sent[0]).toEqual({
      method: "POST",
      path: `/api/v1/supervision/round-items/${tax.id}:make-good`,
      body: { note: "已补征" },
    });
  });
}, 30_000);

it("shows the light that follows while the finding is typed, and lets nobody choose one", async () => {
  const awaited = {
    ...tax,
    ...{ state: "awaited", light: null, found_light: null, value: null, due_on: null, history: [] },
    actions: [{ name: "find", allowed: true, reason: null }],
  };
  const answer = { items: [], lights: [{ item_id: tax.id, light: "red" }], written: 0, refused: 0, dry_run: true };
  const sent = showUnit({
    [`GET ${unitPath}`]: { ...checklist, items: [awaited] },
    [`POST ${path}/findings:batch`]: answer,
  });
  await userEvent.click(await screen.findByRole("button", { name: "记录督查结果" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).queryByRole("radio", { name: "绿灯" })).toBeNull();
  await userEvent.type(within(dialog).getByLabelText("完成值（累计）"), "10");
  expect((await within(dialog).findByText(/按规则亮灯/)).textContent).toContain("红灯");
  expect(dialog.textContent).toContain("不能重新填写");
  expect(sent[0]!.body).toMatchObject({ items: [{ item_id: tax.id, value: "10" }], dry_run: true });
}, 30_000);

it("closes after asking by its name", async () => {
  const sent = show();
  await userEvent.click(await screen.findByRole("button", { name: "结束督查" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain(`结束“${round.title}”？`);
  expect(sent).toHaveLength(0);
  await userEvent.click(within(dialog).getByRole("button", { name: "结束督查" }));
  await waitFor(() => {
    expect(sent[0]).toEqual({ method: "POST", path: `${path}:close`, body: null });
  });
}, 30_000);

it("tells the quarter in sentences, with the change and every red line", async () => {
  answerWith({ [`GET ${path}/report`]: report });
  showPage(ReportPage, {
    route: "/rounds/:id/report",
    address: `/rounds/${round.id}/report`,
    permissions: ["supervision:round:read"],
  });
  const told = await screen.findByRole("region", { name: "概要" });
  expect(told.textContent).toContain(report.sentences[0]);
  const reds = screen.getByRole("region", { name: "亮红灯的事项" });
  expect(reds.textContent).toContain(report.reds[0]!.made_good);
  expect(screen.getByRole("region", { name: "各类别、各单位亮灯" }).textContent).toContain("−1");
  expect(screen.getByRole("button", { name: "下载 Excel" })).toBeTruthy();
}, 30_000);

it("shows the files beside a line, and lets the unit add one where it says what it did", async () => {
  const proof = {
    ...{ id: "e1", sha256: "a".repeat(64), size: 3000, type: "application/pdf", filename: "完税证明.pdf" },
    ...{ taken_at: null, uploaded_at: "2027-04-13T10:30:00+08:00", office: "unit_head", by: null },
    ...{ purpose: "answer", has_thumbnail: false, withdrawal: null, may_withdraw: true },
  };
  showUnit({
    [`GET ${unitPath}`]: { ...checklist, items: [{ ...tax, file_count: 1 }] },
    [`GET /api/v1/supervision/round-items/${tax.id}/evidence`]: { items: [proof], may_add: true, refusal: null },
  });
  const card = await screen.findByRole("region", { name: tax.name }, { timeout: 10_000 });
  expect(await within(card).findByRole("button", { name: /完税证明\.pdf.*单位说明/ })).toBeTruthy();
  await userEvent.click(within(card).getByRole("button", { name: "报告整改" }));
  expect(within(await screen.findByRole("dialog")).getByRole("button", { name: /添加文件/ })).toBeTruthy();
}, 30_000);

it("looks at a workbook of key projects first, tells the reason of each refused row, and adds the good ones", async () => {
  const good = {
    row: 2,
    unit: "青岭镇",
    code: "XM-1",
    name: "敬老院",
    status: "created",
    errors: [],
    columns: [],
    notes: [],
  };
  const message = "单位 不存在镇 不在本轮督查范围内。";
  const errors = [{ pointer: "/unit_code", code: "unit_not_in_round", message }];
  const bad = { ...good, row: 3, unit: "不存在镇", status: "refused", columns: ["单位"], errors };
  const jobs = "/api/v1/supervision/jobs";
  const shown = { id: "j1", state: "done", parameters: { dry_run: true }, file_name: "项目.xlsx", done_count: 2 };
  const job = { ...shown, counts: { created: 1, refused: 1 }, finished_at: "2027-04-13T10:30:00+08:00" };
  const answers: Record<string, unknown> = {
    [`GET ${path}`]: round,
    [`POST ${path}/project-imports`]: { id: "j1", address: `${jobs}/j1` },
    [`GET ${jobs}/j1`]: job,
    [`GET /api/v1/supervision/project-imports/j1/rows`]: { items: [good, bad], next: null },
    [`GET ${jobs}/j2`]: { ...job, id: "j2", parameters: { dry_run: false } },
    [`GET /api/v1/supervision/project-imports/j2/rows`]: { items: [good, bad], next: null },
  };
  const sent = answerWith(answers);
  showPage(ProjectImportPage, {
    route: "/rounds/:id/projects",
    address: `/rounds/${round.id}/projects`,
    permissions: ["supervision:round:manage"],
  });
  const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
  await userEvent.upload(input, new File(["x"], "项目.xlsx"));
  expect(await screen.findByText(`单位：${message}`)).toBeTruthy();
  answers[`POST ${path}/project-imports`] = { id: "j2", address: `${jobs}/j2` };
  await userEvent.click(screen.getByRole("button", { name: "添加这 1 项" }));
  await waitFor(() => {
    expect(screen.getAllByText("未添加")).toHaveLength(2);
  });
  expect(sent.map((request) => request.path)).toEqual([`${path}/project-imports`, `${path}/project-imports`]);
}, 30_000);
