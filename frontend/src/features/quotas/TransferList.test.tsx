import { QueryClient } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import QuotasPage from "./QuotasPage";
import { transfersWaiting } from "./waiting";
import type { Permission, Session } from "@/auth/session";
import { answer as transfers } from "@/test/answers/transfers.json";
import { answerWith, showPage, type Sent } from "@/test/pages";

const OFFICE: Permission[] = [
  "personnel:quota:read",
  "personnel:proposal:read",
  "personnel:proposal:decide_cadre",
  "personnel:outcome:import",
];
const decided = transfers.items.find((row) => row.state === "decided")!;
const assigned = transfers.items.find((row) => row.state === "assigned")!;
const townships = {
  items: [decided.from_unit_code, "T99"].map((code) => ({
    code,
    name: `乡镇${code}`,
    kind: "township",
    is_active: true,
  })),
  next: null,
};

function open(): Sent[] {
  const sent = answerWith({
    "GET /api/v1/personnel/transfers": transfers,
    "GET /api/v1/directory/units": townships,
    "POST /api/v1/personnel/transfers:assign-batch": {
      items: [{ index: 0, key: decided.id, status: "updated", errors: [] }],
      written: 1,
      refused: 0,
      dry_run: false,
    },
  });
  showPage(QuotasPage, { route: "/quotas", address: "/quotas?year=2026&view=transfers", permissions: OFFICE });
  return sent;
}

it("several transfers are assigned at once, each to a township other than its own", async () => {
  const sent = open();
  await userEvent.click(await screen.findByRole("checkbox", { name: decided.number }));
  await userEvent.click(screen.getByRole("button", { name: "为所选 1 人确定去向" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("combobox"));
  expect(screen.queryByTitle(`${decided.from_unit_code} 乡镇${decided.from_unit_code}`)).toBeNull();
  await userEvent.click(await screen.findByTitle("T99 乡镇T99"));
  await userEvent.type(within(dialog).getByLabelText("理由"), "充实基层");
  await userEvent.click(within(dialog).getByRole("button", { name: "确定去向" }));
  await waitFor(() => {
    expect(sent.map(({ body }) => body)).toEqual([
      {
        items: [{ transfer_id: decided.id, to_unit_code: "T99", reason: "充实基层" }],
        dry_run: false,
        all_or_nothing: false,
      },
    ]);
  });
}, 30_000);

it("the move of somebody with a destination is recorded under its decision", async () => {
  const sent = open();
  await userEvent.click(await screen.findByRole("button", { name: "登记到任" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "登记落实结果" }));
  await waitFor(() => {
    expect(sent).toEqual([
      {
        method: "POST",
        path: "/api/v1/personnel/outcomes",
        body: {
          proposal_id: assigned.proposal_id,
          cadre_code: assigned.cadre_code,
          kind: "transferred_down",
          decision_number: assigned.decision_number,
          decided_on: "2026-08-12",
        },
      },
    ]);
  });
}, 30_000);

it("transfers without a destination wait for whoever assigns it, the others for whoever records the move", async () => {
  answerWith({ "GET /api/v1/personnel/transfers": { items: [decided], next: null } });
  const [toAssign, toRecord] = transfersWaiting;
  expect([toAssign!.permission, toRecord!.permission]).toEqual([
    "personnel:proposal:decide_cadre",
    "personnel:outcome:import",
  ]);
  const rows = await new QueryClient().fetchQuery(toAssign!.query({} as Session));
  expect(rows.map((row) => [row.title, row.detail, row.path])).toEqual([
    ["1 名干部的交流去向待确定", decided.cadre_name, "/quotas?year=2026&view=transfers"],
  ]);
});
