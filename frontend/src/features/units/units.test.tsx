import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import ClassesPage from "./ClassesPage";
import CountyPage from "./CountyPage";
import UnitFilePage from "./UnitFilePage";
import UnitImportPage from "./UnitImportPage";
import UnitsPage from "./UnitsPage";
import { answer as cadres } from "@/test/answers/cadres.json";
import { answer as classes } from "@/test/answers/unit-classes.json";
import { answer as unit } from "@/test/answers/unit.json";
import { answer as units } from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const API = "/api/v1/directory";
const MANAGER = ["directory:unit:read", "directory:unit:manage", "directory:cadre:read"] as const;
const outcome = (status: string) => ({
  items: [{ index: 0, key: "T90", status, errors: [] }],
  written: 1,
  refused: 0,
  dry_run: false,
});

it("enters a unit after a trial, and says that a code is taken", async () => {
  const answers: Record<string, unknown> = {
    [`GET ${API}/units`]: units,
    [`POST ${API}/units:batch`]: outcome("updated"),
  };
  const sent = answerWith(answers);
  showPage(UnitsPage, { route: "/units", address: "/units", permissions: [...MANAGER] });
  expect((await screen.findByRole("link", { name: "青岩街道" })).getAttribute("href")).toBe("/units/T01");
  await userEvent.click(screen.getByRole("button", { name: "新建单位" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.type(within(dialog).getByLabelText("代码"), "T90");
  await userEvent.type(within(dialog).getByLabelText("名称"), "临江镇");
  await userEvent.click(within(dialog).getByRole("button", { name: "新建单位" }));
  expect(await within(dialog).findByText("已有这个代码。", {}, { timeout: 5000 })).toBeTruthy();
  answers[`POST ${API}/units:batch`] = outcome("created");
  await userEvent.click(within(dialog).getByRole("button", { name: "新建单位" }));
  const items = [{ code: "T90", name: "临江镇", kind: "township" }];
  await expect.poll(() => sent.at(-1)?.body).toEqual({ items, dry_run: false, all_or_nothing: true });
  expect(sent.map(({ body }) => (body as { dry_run: boolean }).dry_run)).toEqual([true, true, false]);
}, 30_000);

it("shows a list to whoever only reads it", async () => {
  answerWith({});
  showPage(UnitsPage, { route: "/units", address: "/units", permissions: ["directory:unit:read"] });
  expect(await screen.findByText("由组织部门录入后会出现在这里。")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "新建单位" })).toBeNull();
});

it("moves a unit to a class with day, reason and document, and names who is left in one dissolved", async () => {
  const sent = answerWith({
    [`GET ${API}/units/${unit.code}`]: unit,
    [`GET ${API}/unit-classes`]: classes,
    [`GET ${API}/cadres`]: cadres,
    [`POST ${API}/units/${unit.code}:classify`]: unit,
    [`PATCH ${API}/units/${unit.code}`]: unit,
  });
  showPage(UnitFilePage, { route: "/units/:code", address: `/units/${unit.code}`, permissions: [...MANAGER] });
  await userEvent.click(await screen.findByRole("button", { name: "调整类别" }));
  const dialog = await screen.findByRole("dialog", { name: `调整“${unit.name}”的类别` });
  const [target] = classes.items.filter(({ kind }) => kind === unit.kind);
  await userEvent.click(within(dialog).getByRole("combobox", { name: "类别" }));
  await userEvent.click(await screen.findByTitle(target!.name));
  await userEvent.type(within(dialog).getByLabelText("归类理由"), "产业调整");
  await userEvent.type(within(dialog).getByLabelText("文号"), "县考〔2026〕6号");
  await userEvent.click(within(dialog).getByRole("button", { name: "调整类别" }));
  await expect
    .poll(() => sent.at(-1)?.body)
    .toEqual({
      class_code: target!.code,
      from_on: "2026-08-12",
      reason: "产业调整",
      document_number: "县考〔2026〕6号",
    });
  await userEvent.click(await screen.findByRole("button", { name: "撤销单位" }));
  const last = await screen.findByRole("dialog", { name: `撤销“${unit.name}”？` });
  expect(await within(last).findByText(new RegExp(cadres.items[0]!.name))).toBeTruthy();
  await userEvent.click(within(last).getByRole("button", { name: "撤销单位" }));
  await expect.poll(() => sent.at(-1)).toMatchObject({ method: "PATCH", body: { is_active: false } });
}, 40_000);

it("corrects a class without changing its code and kind", async () => {
  const [first] = classes.items;
  const sent = answerWith({
    [`GET ${API}/unit-classes`]: classes,
    [`POST ${API}/unit-classes:batch`]: outcome("updated"),
  });
  showPage(ClassesPage, { route: "/unit-classes", address: "/unit-classes", permissions: [...MANAGER] });
  await userEvent.click(await screen.findByRole("button", { name: `更正类别“${first!.name}”` }));
  const dialog = await screen.findByRole("dialog");
  const basis = within(dialog).getByLabelText("设立依据");
  await userEvent.clear(basis);
  await userEvent.type(basis, "农业为主");
  await userEvent.click(within(dialog).getByRole("button", { name: /保\s?存/ }));
  const { code, name, name_en, kind } = first!;
  const items = [{ code, name, name_en, kind, basis: "农业为主" }];
  await expect.poll(() => sent).toMatchObject([{ body: { items, dry_run: false } }]);
}, 30_000);

it("names the county for the first time", async () => {
  const county = { name: "", name_en: "", is_invented: false, is_demo: false, office_now: "2026-08-12T09:00:00+08:00" };
  const sent = answerWith({ [`GET ${API}/county`]: { ...county, version: 0 } });
  showPage(CountyPage, { route: "/county", address: "/county", permissions: [...MANAGER] });
  await userEvent.click(await screen.findByRole("button", { name: "填写名称" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.type(within(dialog).getByLabelText("名称"), "澄溪县");
  await userEvent.type(within(dialog).getByLabelText("英文名称"), "Chengxi");
  await userEvent.click(within(dialog).getByRole("button", { name: /保\s?存/ }));
  const body = { name: "澄溪县", name_en: "Chengxi", is_invented: false };
  await expect.poll(() => sent).toEqual([{ method: "PUT", path: `${API}/county`, body }]);
}, 30_000);

it("looks at a workbook of units and follows the job in its own service", async () => {
  const job = {
    id: "j1",
    kind: "import_units",
    state: "done",
    file_name: "单位.xlsx",
    parameters: { dry_run: true },
    row_count: 1,
    done_count: 1,
    counts: { refused: 1 },
    problem: null,
    result_name: "单位.xlsx",
    created_at: "2026-08-12T09:00:00+08:00",
    started_at: "2026-08-12T09:00:01+08:00",
    finished_at: "2026-08-12T09:00:02+08:00",
    history: [],
  };
  const errors = [{ pointer: "/kind", code: "not_among_choices", message: "应为：部门。" }];
  const row = { row: 2, code: "T90", name: "临江镇", status: "refused", errors, columns: ["性质"], notes: [] };
  answerWith({
    [`GET ${API}/jobs/j1`]: job,
    [`GET ${API}/unit-imports/j1/rows`]: { items: [row], next: null },
  });
  showPage(UnitImportPage, { route: "/unit-imports", address: "/unit-imports?job=j1", permissions: [...MANAGER] });
  expect(await screen.findByText("性质：应为：部门。")).toBeTruthy();
  expect(screen.getAllByText("不能录入")).toHaveLength(2);
});
