import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import BallotPage from "./BallotPage";
import { answer as round } from "@/test/answers/ballot-round.json";
import { answer as scheme } from "@/test/answers/scheme.json";
import { answer as schemes } from "@/test/answers/schemes.json";
import { answer as units } from "@/test/answers/units.json";
import type { Permission } from "@/auth/session";
import { answerWith, showPage } from "@/test/pages";

const path = `/api/v1/appraisal/ballot-rounds/${round.id}`;

it("a batch is entered under its number, options in words", async () => {
  const sent = answerWith({
    [`GET ${path}`]: round,
    [`POST ${path}/counts:batch`]: { status: "stored", stored: 1 },
    "GET /api/v1/appraisal/schemes": schemes,
    [`GET /api/v1/appraisal/schemes/${scheme.id}`]: scheme,
    "GET /api/v1/directory/units": units,
  });
  showPage(BallotPage, {
    route: "/ballots/:id",
    address: `/ballots/${round.id}?year=2026`,
    permissions: ["appraisal:ballot:read", "appraisal:ballot:count"],
  });
  fireEvent.change(await screen.findByLabelText("青岩街道：满意票数"), { target: { value: "80" } });
  fireEvent.change(screen.getByLabelText("青岩街道：不了解票数"), { target: { value: "5" } });
  fireEvent.change(screen.getByLabelText("批号"), { target: { value: "2026-01" } });
  await userEvent.click(screen.getByRole("button", { name: "录入本批（1）" }));
  await waitFor(() => {
    expect(sent[0]?.body).toEqual({
      batch_number: "2026-01",
      rows: [{ subject_code: "T01", votes: { satisfied: 80, basically: 0, dissatisfied: 0, dont_know: 5 } }],
    });
  });
  expect(await screen.findByText("刚才录入：批号 2026-01（1 个对象）")).toBeTruthy();
}, 30_000);

function showVoid(permissions: Permission[]) {
  const sent = answerWith({
    [`GET ${path}`]: { ...round, state: "void", voided_at: "2026-12-01T08:30:00+08:00" },
    [`POST ${path}:decide`]: { ...round, ruling: "hold_again" },
    "GET /api/v1/appraisal/schemes": schemes,
    [`GET /api/v1/appraisal/schemes/${scheme.id}`]: scheme,
    "GET /api/v1/directory/units": units,
  });
  showPage(BallotPage, { route: "/ballots/:id", address: `/ballots/${round.id}?year=2026`, permissions });
  return sent;
}

it("after a restore nobody counts, and the committee decides under a document number", async () => {
  const sent = showVoid(["appraisal:ballot:read", "appraisal:ballot:decide"]);
  await userEvent.click(await screen.findByRole("button", { name: "作出决定" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "作出决定" }));
  expect((await within(dialog).findAllByText("必须填写")).length).toBeGreaterThan(0);
  expect(sent).toHaveLength(0);
  await userEvent.click(within(dialog).getByLabelText(/^重新评议/));
  fireEvent.change(within(dialog).getByLabelText("文号"), { target: { value: "澄考委〔2026〕9号" } });
  fireEvent.change(within(dialog).getByLabelText("理由"), { target: { value: "清点纸质票后决定" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "作出决定" }));
  await waitFor(() => {
    expect(sent[0]?.body).toEqual({
      ruling: "hold_again",
      document_number: "澄考委〔2026〕9号",
      reason: "清点纸质票后决定",
    });
  });
}, 30_000);

it("whoever counts can neither enter nor close a void ballot, nor decide on it", async () => {
  showVoid(["appraisal:ballot:read", "appraisal:ballot:count"]);
  expect(await screen.findByText(/本轮评议暂停/)).toBeTruthy();
  expect(screen.queryByLabelText("批号")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
}, 30_000);
