import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import SheetPage from "./SheetPage";
import type { Permission } from "@/auth/session";
import round from "@/test/answers/sheet-round.json";
import sheets from "@/test/answers/sheets.json";
import units from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const first = sheets.items[0]!;
const path = `/api/v1/appraisal/sheet-rounds/${round.id}`;

function show(sheet: object, permissions: Permission[]) {
  const sent = answerWith({
    [`GET ${path}`]: round,
    [`GET /api/v1/appraisal/sheets/${first.id}`]: { ...first, ...sheet },
    "GET /api/v1/directory/units": units,
  });
  showPage(SheetPage, {
    route: "/sheets/:id/:sheet",
    address: `/sheets/${round.id}/${first.id}?year=2026`,
    permissions,
  });
  return sent;
}

it("monitoring stops a sheet with a reason", async () => {
  const sent = show({ state: "scored" }, ["appraisal:sheet:read", "appraisal:sheet:monitor"]);
  expect(await screen.findByRole("button", { name: "签字确认" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "停止本表" }));
  const dialog = await screen.findByRole("dialog");
  fireEvent.change(within(dialog).getByLabelText("停止的理由"), { target: { value: "佐证不齐" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "停止本表" }));
  await waitFor(() => {
    expect(sent[0]).toEqual({ method: "POST", path: `${path}/sheets/T01:stop`, body: { reason: "佐证不齐" } });
  });
}, 30_000);

it("the mean is shown to all once the sheet is signed, single scores to whom they are given", async () => {
  const signed = { state: "signed" as const, score_count: 2, mean_score: "8.75", monitor_name: "监督组" };
  show({ ...signed, scores: ["8.5", "9"] }, ["appraisal:sheet:read", "appraisal:sheet:monitor"]);
  expect(await screen.findByText("8.75")).toBeTruthy();
  expect(screen.getByText("各人评分 8.5 / 9")).toBeTruthy();
  expect(screen.getByText("由监督组签字确认。")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "停止本表" })).toBeNull();
}, 30_000);
