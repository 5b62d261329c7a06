import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import SheetRoundPage from "./SheetRoundPage";
import type { Permission } from "@/auth/session";
import { answer as scheme } from "@/test/answers/scheme.json";
import { answer as schemes } from "@/test/answers/schemes.json";
import { answer as round } from "@/test/answers/sheet-round.json";
import { answer as sheets } from "@/test/answers/sheets.json";
import { answer as units } from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const path = `/api/v1/appraisal/sheet-rounds/${round.id}`;
const answers = {
  [`GET ${path}`]: round,
  "GET /api/v1/appraisal/sheets": sheets,
  "GET /api/v1/appraisal/schemes": schemes,
  [`GET /api/v1/appraisal/schemes/${scheme.id}`]: scheme,
  "GET /api/v1/directory/units": units,
  [`POST ${path}/sheets:score`]: { moved: 2 },
  [`POST ${path}/sheets:verify`]: { moved: 1 },
};

function show(permissions: Permission[]) {
  showPage(SheetRoundPage, { route: "/sheets/:id", address: `/sheets/${round.id}?year=2026`, permissions });
}

it("a scorer types scores in the rows and sends those that changed, together", async () => {
  const sent = answerWith(answers);
  show(["appraisal:sheet:read", "appraisal:sheet:score"]);
  const field = await screen.findByLabelText("青岩街道的评分");
  expect(screen.queryByLabelText("枫林街道的评分")).toBeNull();
  fireEvent.change(field, { target: { value: "10.5" } });
  expect(screen.getByText("评分应在 0 至 10 之间")).toBeTruthy();
  expect(screen.getByRole("button", { name: "提交评分（1）" }).hasAttribute("disabled")).toBe(true);
  fireEvent.change(field, { target: { value: "9.5" } });
  fireEvent.change(screen.getByLabelText("白鹭街道的评分"), { target: { value: "8" } });
  await userEvent.click(screen.getByRole("button", { name: "提交评分（2）" }));
  await waitFor(() => {
    expect(sent).toHaveLength(1);
  });
  expect(sent[0]).toEqual({
    method: "POST",
    path: `${path}/sheets:score`,
    body: {
      rows: [
        { subject_code: "T01", score: "9.5" },
        { subject_code: "T02", score: "8" },
      ],
    },
  });
}, 30_000);

it("what the server refuses stands at the field, and what was typed stays", async () => {
  answerWith(answers);
  const answer = globalThis.fetch;
  const problem = {
    status: 422,
    code: "invalid_input",
    detail: "输入有误",
    errors: [{ pointer: "/rows/0/score", code: "out_of_range", message: "评分应在 0 至 9 之间。" }],
  };
  vi.stubGlobal("fetch", (request: Request) =>
    request.method === "POST"
      ? Promise.resolve(
          new Response(JSON.stringify(problem), {
            status: 422,
            headers: { "Content-Type": "application/problem+json" },
          }),
        )
      : answer(request),
  );
  show(["appraisal:sheet:read", "appraisal:sheet:score"]);
  const field = await screen.findByLabelText<HTMLInputElement>("白鹭街道的评分");
  fireEvent.change(field, { target: { value: "9.5" } });
  await userEvent.click(screen.getByRole("button", { name: "提交评分（1）" }));
  const row = field.closest("tr")!;
  expect(await within(row).findByText("评分应在 0 至 9 之间。")).toBeTruthy();
  expect(field.value).toBe("9.5");
}, 30_000);

it("verification ticks what waits for it alone, and passes it with a remark", async () => {
  const sent = answerWith(answers);
  show(["appraisal:sheet:read", "appraisal:sheet:verify"]);
  const waiting = await screen.findByRole("checkbox", { name: "选择枫林街道" });
  expect(screen.getByRole("checkbox", { name: "选择青岩街道" }).hasAttribute("disabled")).toBe(true);
  await userEvent.click(waiting);
  await userEvent.click(screen.getByRole("button", { name: "审核通过（1）" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("枫林街道");
  fireEvent.change(within(dialog).getByLabelText("审核意见"), { target: { value: "佐证齐全" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "审核通过" }));
  await waitFor(() => {
    expect(sent[0]?.body).toEqual({ rows: [{ subject_code: "T05", remark: "佐证齐全" }] });
  });
}, 30_000);

it("whoever stands in no team only looks", async () => {
  answerWith(answers);
  show(["appraisal:sheet:read"]);
  expect(await screen.findByRole("link", { name: "青岩街道" })).toBeTruthy();
  expect(screen.getByText("4/5")).toBeTruthy();
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(screen.queryByText("我的评分")).toBeNull();
}, 30_000);
