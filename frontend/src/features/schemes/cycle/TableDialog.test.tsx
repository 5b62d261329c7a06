import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { TableOutcome } from "./cycleQueries";
import SchemePage from "../SchemePage";
import type { Scheme } from "../queries";
import { answerWith, showPage } from "@/test/pages";

const id = "00000000-0000-7000-8000-000000000001";
const scheme = {
  id,
  year: 2026,
  edition: 1,
  name: "乡镇考核办法",
  subject_kind: "unit",
  state: "draft",
  author_name: "考核办甲",
  reviewer_name: null,
  approver_name: null,
  document_number: null,
  issued_at: null,
  digest: null,
  version: 3,
  document: { root: { code: "daily", name: "日常考核", points: "20", rule: { type: "deductions" } } },
  binding: { daily: { source: "deductions", rule_codes: ["*"] } },
  wording: {},
  warnings: [],
  faults: [],
  actions: [],
} as unknown as Scheme;

const sound: TableOutcome = {
  dry_run: true,
  applied: false,
  can_apply: true,
  reason: null,
  version: 3,
  row_count: 1,
  changes: [
    {
      row: 2,
      pointer: "/document/root/points",
      code: "daily",
      name: "日常考核",
      what: "points",
      detail: "",
      old: "20",
      new: "18.5",
    },
  ],
  faults: [],
  remarks: [],
};
const faulty: TableOutcome = {
  ...sound,
  can_apply: false,
  changes: [],
  faults: [
    {
      row: 2,
      cell: "F2",
      column: "分值",
      item_code: "daily",
      code: "formula",
      message: "单元格是公式，请改为数值或文字。",
    },
  ],
};

async function upload(outcome: TableOutcome) {
  const sent = answerWith({
    [`GET /api/v1/appraisal/schemes/${id}`]: scheme,
    [`GET /api/v1/appraisal/schemes/${id}/changes`]: { against: null, changes: [] },
    [`POST /api/v1/appraisal/schemes/${id}/table`]: outcome,
  });
  showPage(SchemePage, {
    route: "/schemes/:id",
    address: `/schemes/${id}`,
    permissions: ["appraisal:scheme:read", "appraisal:scheme:write"],
  });
  await userEvent.click(await screen.findByRole("button", { name: "Excel 与文件" }));
  const dialog = await screen.findByRole("dialog");
  const input = dialog.querySelector<HTMLInputElement>("input[type=file]")!;
  fireEvent.change(input, { target: { files: [new File(["PK"], "指标表.xlsx")] } });
  return { dialog, sent };
}

it("what would change is seen by row before it is applied", async () => {
  const { dialog, sent } = await upload(sound);
  const table = await within(dialog).findByRole("table");
  expect(within(table).getByRole("row", { name: /2 日常考核 daily 分值 20 18\.5/ })).toBeTruthy();
  expect(sent).toHaveLength(1);
  await userEvent.click(within(dialog).getByRole("button", { name: "写入 1 处改动" }));
  await waitFor(() => {
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(2).fill(`POST /api/v1/appraisal/schemes/${id}/table`),
    );
  });
}, 30_000);

it("a file with faults names the cell and cannot be applied", async () => {
  const { dialog } = await upload(faulty);
  expect(await within(dialog).findByText("文件中有 1 处错误，改正后再上传；目前没有作任何改动。")).toBeTruthy();
  expect(within(dialog).getByRole("row", { name: /F2 分值 单元格是公式/ })).toBeTruthy();
  expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: /写\s*入/ }).disabled).toBe(true);
}, 30_000);
