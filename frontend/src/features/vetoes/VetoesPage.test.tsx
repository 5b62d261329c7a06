import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import VetoesPage from "./VetoesPage";
import type { Permission } from "@/auth/session";
import { answer as scheme } from "@/test/answers/scheme.json";
import { answer as schemes } from "@/test/answers/schemes.json";
import { answer as units } from "@/test/answers/units.json";
import { answer as vetoes } from "@/test/answers/vetoes.json";
import { answerWith, showPage } from "@/test/pages";

const open = vetoes.items.find((veto) => veto.state === "proposed")!;

function show(permissions: Permission[]) {
  const sent = answerWith({
    "GET /api/v1/appraisal/vetoes": vetoes,
    "GET /api/v1/appraisal/schemes": schemes,
    [`GET /api/v1/appraisal/schemes/${scheme.id}`]: scheme,
    "GET /api/v1/directory/units": units,
  });
  showPage(VetoesPage, { route: "/vetoes", address: "/vetoes?year=2026", permissions });
  return sent;
}

it("the committee decides under a document number and with a reason", async () => {
  const sent = show(["appraisal:veto:read", "appraisal:veto:decide"]);
  await userEvent.click(await screen.findByRole("button", { name: "对石桥街道的“弄虚作假”作出决定" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "作出决定" }));
  expect((await within(dialog).findAllByText("必须填写")).length).toBeGreaterThan(0);
  expect(sent).toHaveLength(0);
  await userEvent.click(within(dialog).getByLabelText("不予否决"));
  fireEvent.change(within(dialog).getByLabelText("文号"), { target: { value: "澄考委〔2027〕2号" } });
  fireEvent.change(within(dialog).getByLabelText("理由"), { target: { value: "经核查不属实" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "作出决定" }));
  await waitFor(() => {
    expect(sent[0]).toEqual({
      method: "POST",
      path: `/api/v1/appraisal/vetoes/${open.id}:decide`,
      body: { outcome: "declined", document_number: "澄考委〔2027〕2号", reason: "经核查不属实" },
    });
  });
}, 30_000);

it("whoever only reads sees decisions with number and reason, and no button", async () => {
  show(["appraisal:veto:read"]);
  expect(await screen.findByText("澄考委〔2027〕1号")).toBeTruthy();
  expect(screen.getByText("等待考核委员会决定")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
}, 30_000);
