import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Trial } from "./queries";
import TrialPage from "./TrialPage";
import { answerWith, showPage, type Sent } from "@/test/pages";

const line = (total: string, rank: number, tier: string) => ({ total, rank, of: 2, tier });
const item = {
  origins: ["record"],
  taken_from: null,
  is_left_out: false,
  shape: "measured",
  numbers: [],
  lowest: "60.000000",
  highest: "80.000000",
  distinct: 2,
  share: "100.00",
  decided: 2,
  ranks_alone: true,
} as const;

const trial: Trial = {
  scheme: { id: "s1", year: 2026, name: "草稿办法", edition: 2, state: "draft" },
  facts_year: 2026,
  seed: "1",
  has_invented: false,
  against: [{ id: "s0", year: 2026, name: "现行办法", edition: 1, state: "issued" }],
  offers: [{ code: "tax", name: "税收", scheme_name: "现行办法", shape: "measured" }],
  classes: [
    {
      class_code: "township-1",
      name: "一类乡镇",
      name_en: "Townships I",
      is_invented: false,
      compared: 2,
      moved: 2,
      changing_tier: 2,
      widest: "7.50",
      before: { lowest: "80.00", median: "85.00", highest: "90.00" },
      after: { lowest: "81.00", median: "84.25", highest: "87.50" },
      subjects: [
        {
          code: "T02",
          name: "西河乡",
          before: line("80.00", 2, "standard"),
          after: line("87.50", 1, "advanced"),
          difference: "7.50",
          places: 1,
          changes_tier: true,
        },
        {
          code: "T01",
          name: "东山镇",
          before: line("90.00", 1, "advanced"),
          after: line("81.00", 2, "standard"),
          difference: "-9.00",
          places: -1,
          changes_tier: true,
        },
      ],
      items: [
        { ...item, code: "revenue", name: "财政收入", origins: ["record"], numbers: [] },
        {
          ...item,
          code: "safety",
          name: "安全生产",
          origins: [],
          numbers: [],
          is_left_out: true,
          distinct: 0,
          share: null,
        },
        {
          ...item,
          code: "same",
          name: "人人相同",
          origins: ["record"],
          numbers: [],
          distinct: 1,
          share: "0.00",
          decided: 0,
          ranks_alone: false,
        },
      ],
      incomplete: [{ code: "T03", name: "南坪镇", lacking: ["财政收入"] }],
    },
  ],
};

function open(answer: Trial, address = "/schemes/s1/trial", phase = "running"): Sent[] {
  const sent = answerWith({
    "GET /api/v1/appraisal/schemes/s1": { id: "s1", year: 2026, name: "草稿办法", subject_kind: "unit" },
    "POST /api/v1/appraisal/schemes/s1:try": answer,
    "GET /api/v1/targets/years": { items: [{ year: 2026, phase }], next: null },
  });
  showPage(TrialPage, { route: "/schemes/:id/trial", address, permissions: ["appraisal:scheme:write"] });
  return sent;
}

const lastOrder = (sent: Sent[]): unknown => sent.filter(({ path }) => path.endsWith(":try")).at(-1)?.body;

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a scheme for a year in preparation is tried on the year before, which has facts", async () => {
  const sent = open(trial, "/schemes/s1/trial", "preparation");
  await screen.findByText("谁升谁降");
  expect(lastOrder(sent)).toMatchObject({ facts_year: 2025 });
});

test("says first who moves, and names who changes tier", async () => {
  open(trial);
  await screen.findByText("谁升谁降");
  const summary = screen.getByRole("region", { name: "试算结论" });
  expect(summary.textContent).toContain("2 个对象中，2 个名次变动，2 个等次变动。 总分最大相差 7.50 分。");
  expect(summary.textContent).toContain("西河乡 ● 达标 → ▲ 先进");
  expect(summary.textContent).not.toContain("虚构");
});

test("shows by how much, and marks who changes tier", async () => {
  open(trial);
  await screen.findByText("谁升谁降");
  const table = within(screen.getByRole("region", { name: "谁升谁降" }));
  expect(table.getByText("+7.50").isConnected).toBe(true);
  expect(table.getByText("−9.00").isConnected).toBe(true);
  expect(table.getByText("西河乡").closest("tr")?.className).toContain("trial-marked");
});

test("says which items decide everything and which separate nobody", async () => {
  open(trial);
  await screen.findByText("谁升谁降");
  const rows = screen.getAllByRole("listitem");
  const of = (name: string) => rows.find((row) => row.textContent?.startsWith(name))!;
  expect(of("财政收入").textContent).toContain("100.0%");
  expect(of("财政收入").textContent).toContain("一项决定全部名次");
  expect(of("人人相同").textContent).toContain("没有区分任何对象");
});

test("an item without facts can take another's, and the choice is in the order", async () => {
  const sent = open(trial);
  await userEvent.click(await screen.findByRole("combobox", { name: "“安全生产”用什么事实" }));
  await userEvent.click(await screen.findByTitle("取自“税收”（现行办法）"));
  await waitFor(() => {
    expect(lastOrder(sent)).toMatchObject({ taken_from: { safety: "tax" } });
  });
});

test("numbers pasted from a spreadsheet are tried", async () => {
  const sent = open(trial, "/schemes/s1/trial?type=safety");
  await userEvent.click(await screen.findByRole("button", { name: "已录入 0 个" }));
  const area = await screen.findByRole("textbox", { name: "录入“安全生产”" });
  await userEvent.clear(area);
  await userEvent.click(area);
  await userEvent.paste("东山镇\t88\n北原镇\t1");
  expect(screen.getByRole("alert").textContent).toContain("1 行不是本办法的对象，例如“北原镇\t1”。");
  await userEvent.click(screen.getByRole("button", { name: "采用 1 个数" }));
  await waitFor(() => {
    expect(lastOrder(sent)).toMatchObject({
      typed: [{ item_code: "safety", subject_code: "T01", value: "88" }],
    });
  });
});

test("facts of a workbook are tried once nothing in it is wrong", async () => {
  const sent = open(trial, "/schemes/s1/trial?type=safety");
  const answers = globalThis.fetch;
  const fault = {
    row: 3,
    cell: "E3",
    column: "财政收入（实际值）",
    code: "does_not_fit",
    message: "不是本项能读的数。",
  };
  const fact = { item_code: "revenue", subject_code: "T01", value: "95/100" };
  let found = { facts: [fact], subject_count: 1, unchanged: 4, faults: [fault] };
  globalThis.fetch = async (request) =>
    (request as Request).url.includes("/sample-facts") ? new Response(JSON.stringify(found)) : answers(request);
  await userEvent.click(await screen.findByRole("button", { name: "用 Excel 改事实" }));
  const upload = (): Promise<void> =>
    userEvent.upload(document.querySelector<HTMLInputElement>("input[type=file]")!, new File(["x"], "事实.xlsx"));
  await upload();
  expect(await screen.findByText("E3")).toBeTruthy();
  expect(screen.getByText("不是本项能读的数。")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "采用 1 个改动" }).disabled).toBe(true);
  found = { ...found, faults: [] };
  await upload();
  expect(await screen.findByText("“事实.xlsx”改动了 1 个对象的 1 个事实，其余 4 个与在案相同。")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "采用 1 个改动" }));
  await waitFor(() => {
    expect(lastOrder(sent)).toMatchObject({ typed: [fact] });
  });
});

test("what is invented is said aloud", async () => {
  open({ ...trial, has_invented: true, seed: "七" }, "/schemes/s1/trial?draw=*&seed=9");
  expect((await screen.findByRole("note")).textContent).toContain("含虚构数据，不是任何单位或个人的真实成绩。");
});

test("nobody to try it on leads to the sample", async () => {
  open({ ...trial, classes: [] });
  expect((await screen.findByText("没有可试算的对象")).isConnected).toBe(true);
});
