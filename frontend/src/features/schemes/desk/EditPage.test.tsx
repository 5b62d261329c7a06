import { configure, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import EditPage from "./EditPage";
import type { Draft } from "../draft/draft";
import SchemePage from "../SchemePage";
import type { Permission } from "@/auth/session";
import preview from "@/test/answers/rule-preview.json";
import draft from "@/test/answers/scheme-draft.json";
import findings from "@/test/answers/scheme-findings.json";
import issued from "@/test/answers/scheme.json";
import units from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const ADDRESS = `/api/v1/appraisal/schemes/${draft.id}`;
const WRITER: Permission[] = ["appraisal:scheme:read", "appraisal:scheme:write", "appraisal:scheme:review"];

// The server is asked once typing has paused.
configure({ asyncUtilTimeout: 8000 });

beforeEach(() => {
  localStorage.clear();
  Element.prototype.scrollIntoView = () => undefined;
});

function show(answers: Record<string, unknown> = {}, id = draft.id) {
  const sent = answerWith({
    [`GET ${ADDRESS}`]: draft,
    [`POST ${ADDRESS}:examine`]: findings,
    "POST /api/v1/appraisal/rules:preview": preview,
    "GET /api/v1/directory/units": units,
    [`PUT ${ADDRESS}`]: { ...draft, version: draft.version + 1 },
    ...answers,
  });
  showPage(EditPage, { route: "/schemes/:id/edit", address: `/schemes/${id}/edit`, permissions: WRITER });
  return sent;
}

const row = (name: string): Promise<HTMLElement> => screen.findByText(name, { selector: ".editor-node-name" });
const choose = async (name: string): Promise<void> => {
  fireEvent.click(await row(name));
};
const press = (name: string): void => {
  fireEvent.click(screen.getByText(name, { selector: "button span" }));
};
const keys = (key: string): void => {
  fireEvent.keyDown(window, { key, ctrlKey: true });
};
const type = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

it("shows sums, what a review would find, and a score that the server computed", async () => {
  const sent = show();
  await choose("财政总收入");
  expect((await screen.findAllByText("完成率 85%")).length).toBeGreaterThan(0);
  expect(screen.getAllByText("59.50 分").length).toBeGreaterThan(0);
  expect(screen.getAllByText("70 × 85 ÷ 100，得 59.5").length).toBeGreaterThan(0);
  expect((await row("年终考评")).parentElement?.textContent).toContain("合计 80 分");
  expect(screen.getByText("2 处问题，改正后才能通过审核")).toBeTruthy();
  const asked = sent.find(({ path }) => path.endsWith("rules:preview"))!;
  expect(asked.body).toMatchObject({ item: { points: "70", rule: { type: "proportional" } }, fact: null });
  expect(JSON.stringify(asked.body)).not.toContain("owner");
}, 30_000);

it("examines and saves what is on the screen, and undoes it by keys", async () => {
  const sent = show();
  await choose("日常考核");
  type("分值", "２０");
  expect(await screen.findByText("有未保存的改动")).toBeTruthy();
  await waitFor(() => {
    const asked = sent.filter(({ path }) => path.endsWith(":examine")).at(-1)!.body as Draft;
    expect(asked.document.root.parts?.[1]).toMatchObject({ points: "20" });
  });
  keys("z");
  expect((screen.getByLabelText("分值") as HTMLInputElement).value).toBe("25");
  keys("y");
  keys("s");
  await waitFor(() => {
    const saved = sent.find(({ method }) => method === "PUT")!.body as Draft;
    expect(saved.document.root.parts?.[1]).toMatchObject({ code: "daily", points: "20" });
    expect(saved.binding).toEqual(draft.binding);
  });
  await waitFor(() => {
    expect(screen.queryByText("有未保存的改动")).toBeNull();
  });
}, 30_000);

it("leads from a finding to its field", async () => {
  show();
  fireEvent.click(await screen.findByText(/^规模以上工业产值：该考核项没有数据来源/));
  expect((screen.getByLabelText("名称") as HTMLInputElement).value).toBe("规模以上工业产值");
  expect(screen.getByText("该考核项没有数据来源。", { selector: "fieldset *" })).toBeTruthy();
  expect(screen.getByText(/有值不在任何一档/, { selector: "fieldset *" })).toBeTruthy();
}, 30_000);

it("moves, adds and deletes by keyboard alone, and asks by name before it deletes", async () => {
  show();
  await choose("日常考核");
  const tree = document.querySelector<HTMLElement>("[role=tree]")!;
  const names = (): (string | null)[] =>
    [...tree.querySelectorAll(".editor-node-name")].map((one) => one.textContent).slice(2);
  const [year, revenue, output, daily] = ["年终考评", "财政总收入", "规模以上工业产值", "日常考核"];
  fireEvent.keyDown(tree, { key: "ArrowUp", altKey: true });
  expect(names()).toEqual([daily, year, revenue, output]);
  fireEvent.keyDown(tree, { key: "Delete" });
  expect((await screen.findAllByText("删除“日常考核”？")).length).toBeGreaterThan(0);
  fireEvent.click(screen.getByText(/^删\s?除$/));
  await waitFor(() => {
    expect(names()).toEqual([year, revenue, output]);
  });
  keys("z");
  expect(names()).toEqual([daily, year, revenue, output]);
  fireEvent.keyDown(tree, { key: "End" });
  press("加考核项");
  expect(names()).toEqual([daily, year, revenue, output, "新考核项"]);
}, 30_000);

it("offers another rule with its own form and the words that explain it", async () => {
  const sent = show();
  await choose("财政总收入");
  fireEvent.mouseDown(screen.getByLabelText("规则"));
  fireEvent.click(await screen.findByTitle("增减分"));
  expect(await screen.findByText(/每超一步加分/)).toBeTruthy();
  type("每步幅度", "5");
  await waitFor(() => {
    const asked = sent.filter(({ path }) => path.endsWith("rules:preview")).at(-1)!.body;
    expect(asked).toMatchObject({ item: { rule: { type: "step", size: "5", up: "0.5", down: "0.5" } } });
  });
}, 30_000);

it("offers work that was not saved when it is opened again", async () => {
  const account = "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b01";
  const kept = { ...draft, name: "改到一半的办法" };
  localStorage.setItem(
    `hengjian.scheme-draft.${account}.${draft.id}`,
    JSON.stringify({ version: draft.version, draft: kept, at: "2026-08-12T08:00:00+08:00" }),
  );
  show();
  expect(await screen.findByText("本机留有 2026-08-12 08:00 尚未保存的改动。")).toBeTruthy();
  fireEvent.click(screen.getByText("恢复"));
  expect(screen.getByText("改到一半的办法", { selector: "h1" })).toBeTruthy();
  expect(screen.getByText("有未保存的改动")).toBeTruthy();
}, 30_000);

it("shows the other version when somebody else has saved, and keeps mine or takes theirs", async () => {
  const sent = show({ [`POST ${ADDRESS}:examine`]: { ...findings, changes: [CHANGE] } });
  await choose("日常考核");
  type("分值", "20");
  const answers = globalThis.fetch;
  let refused = 0;
  globalThis.fetch = async (request) => {
    if ((request as Request).method === "PUT" && refused++ === 0)
      return new Response(JSON.stringify({ status: 412, code: "stale_version", detail: "已被修改" }), { status: 412 });
    return answers(request);
  };
  press("保存");
  expect(await screen.findByText("对方的名称")).toBeTruthy();
  fireEvent.click(screen.getByText("保留我的"));
  await waitFor(() => {
    const saved = sent.find(({ method }) => method === "PUT")?.body as Draft | undefined;
    expect(saved?.document.root.parts?.[1]).toMatchObject({ points: "20" });
  });
}, 30_000);

const CHANGE = {
  pointer: "/document/root/parts/1/name",
  code: "daily",
  name: "日常考核",
  what: "name",
  detail: "",
  old: "对方的名称",
  new: "日常考核",
};

it("shows JSON only when asked, says what is wrong by line, and takes a pasted document of the scheme language", async () => {
  const sent = show();
  await choose("日常考核");
  expect(document.querySelector("textarea.editor-json")).toBeNull();
  press("JSON");
  const area = await waitFor(
    () => document.querySelector("textarea.editor-json") ?? Promise.reject(new Error("not yet")),
  );
  fireEvent.change(area, { target: { value: '{\n "root": {"code": "a",}\n}' } });
  expect(await screen.findByText(/第 2 行：括号、引号或逗号不对/)).toBeTruthy();
  const apply = screen.getByText("用到草稿").closest("button")!;
  expect(apply.disabled).toBe(true);
  const root = { code: "only", name: "唯一一项", rule: { type: "given" } };
  fireEvent.change(area, { target: { value: JSON.stringify({ scheme: { root }, subjects: [] }) } });
  fireEvent.click(apply);
  expect(await row("唯一一项")).toBeTruthy();
  keys("s");
  await waitFor(() => {
    expect((sent.find(({ method }) => method === "PUT")!.body as Draft).document).toEqual({ root });
  });
}, 30_000);

it("leads to the page that is read whoever may not change it, and says why", async () => {
  const read = { ...issued, wording: {}, faults: [], warnings: [], actions: [REFUSED] };
  const address = `/api/v1/appraisal/schemes/${issued.id}`;
  answerWith({ [`GET ${address}`]: read, [`GET ${address}/changes`]: { against: null, changes: [] } });
  showPage(EditPage, {
    route: "/schemes/:id/edit",
    address: `/schemes/${issued.id}/edit`,
    permissions: WRITER,
    others: [{ path: "/schemes/:id", Component: SchemePage }],
  });
  expect(await screen.findByText(REFUSED.reason)).toBeTruthy();
  expect(screen.getByText("财政总收入")).toBeTruthy();
}, 30_000);

const REFUSED = { name: "change", allowed: false, reason: "当前状态为 已发布，不能进行此操作。" };
