import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import ManualPage from "./ManualPage";
import { answer as sheet } from "@/test/answers/manual-scores.json";
import { answer as units } from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const API = "/api/v1/appraisal";

function show(answers: Record<string, unknown> = {}) {
  const sent = answerWith({
    [`GET ${API}/manual-items`]: { items: [sheet.item], next: null },
    [`GET ${API}/manual-scores`]: sheet,
    [`POST ${API}/manual-scores:batch`]: { status: "stored", stored: 2, unchanged: 0 },
    "GET /api/v1/directory/units": units,
    ...answers,
  });
  showPage(ManualPage, {
    route: "/manual-scores",
    address: "/manual-scores?year=2026",
    permissions: ["appraisal:manual:score", "directory:unit:read"],
    others: [{ path: "/elsewhere", Component: () => <p>elsewhere</p> }],
  });
  return sent;
}

const cell = (name: string): Promise<HTMLInputElement> => screen.findByLabelText<HTMLInputElement>(`${name}：评分`);
const save = (): HTMLElement => screen.getByRole("button", { name: /核对并保存/ });

it("pastes a column, checks it, shows what changes, and saves it with the version that was seen", async () => {
  const sent = show();
  const first = await cell("周立");
  expect(first.value).toBe("18.5");
  expect((save() as HTMLButtonElement).disabled).toBe(true);
  fireEvent.paste(await cell("吴敏"), { clipboardData: { getData: () => "17\n16.5\n" } });
  expect((await cell("郑芳")).value).toBe("16.5");
  await userEvent.click(save());
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("吴敏")).toBeTruthy();
  expect(dialog.getByText("16.5")).toBeTruthy();
  expect(sent.at(-1)?.body).toMatchObject({ dry_run: true });
  await userEvent.click(dialog.getByRole("button", { name: /保\s?存/ }));
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({
      year: 2026,
      scheme_code: "leading-chief-township",
      item_code: "own_part",
      dry_run: false,
      rows: [
        { subject_code: "C002", score: "17" },
        { subject_code: "C003", score: "16.5" },
      ],
    });
  });
}, 30_000);

it("keeps wrong cells from being saved, and moves by keys", async () => {
  show();
  const first = await cell("周立");
  fireEvent.change(first, { target: { value: "21" } });
  expect(screen.getByText("评分应在 0 至 20 之间")).toBeTruthy();
  expect((save() as HTMLButtonElement).disabled).toBe(true);
  first.focus();
  fireEvent.keyDown(first, { key: "Enter" });
  expect(document.activeElement).toBe(await cell("吴敏"));
  fireEvent.keyDown(document.activeElement!, { key: "ArrowUp" });
  expect(document.activeElement).toBe(first);
}, 30_000);

it("shows what the server refused at its row, and keeps what was typed", async () => {
  show();
  fireEvent.change(await cell("吴敏"), { target: { value: "17" } });
  const answers = globalThis.fetch;
  globalThis.fetch = async (request) => {
    if ((request as Request).method !== "POST") return answers(request);
    const errors = [{ pointer: "/rows/0/score", code: "out_of_range", message: "评分不合规则" }];
    return new Response(JSON.stringify({ status: 422, code: "invalid_input", errors }), { status: 422 });
  };
  await userEvent.click(save());
  expect(await screen.findByText("评分不合规则")).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect((await cell("吴敏")).value).toBe("17");
}, 30_000);

it("takes a workbook into the cells, or tells its faults by cell and takes the sound rows when asked", async () => {
  const fault = { row: 4, cell: "D4", column: "评分", code: "not_a_number", message: "应为数字。" };
  const rows = [{ row: 5, subject_code: "C003", values: { score: "15" } }];
  show({ [`POST ${API}/manual-scores/table`]: { rows, unchanged: 1, faults: [fault] } });
  await cell("周立");
  const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
  await userEvent.upload(input, new File(["x"], "评定.xlsx"));
  expect(await screen.findByText("D4")).toBeTruthy();
  expect(screen.getByText("应为数字。")).toBeTruthy();
  expect((await cell("郑芳")).value).toBe("");
  await userEvent.click(screen.getByRole("button", { name: "只填入无误的 1 个" }));
  expect((await cell("郑芳")).value).toBe("15");
}, 30_000);

it("says when nothing is to be entered", async () => {
  show({ [`GET ${API}/manual-items`]: { items: [], next: null } });
  expect(await screen.findByText("2026 年度没有由您评定的考核项")).toBeTruthy();
}, 30_000);

it("only shows what stands once results are approved", async () => {
  const item = { ...sheet.item, reason: "该办法的结果已经审定，不能再改动评分依据。" };
  show({
    [`GET ${API}/manual-items`]: { items: [item], next: null },
    [`GET ${API}/manual-scores`]: { ...sheet, item },
  });
  expect(await screen.findByText(item.reason)).toBeTruthy();
  expect(await screen.findByText("周立")).toBeTruthy();
  expect(screen.queryByLabelText("周立：评分")).toBeNull();
  expect(screen.queryByRole("button", { name: /核对并保存/ })).toBeNull();
}, 30_000);
