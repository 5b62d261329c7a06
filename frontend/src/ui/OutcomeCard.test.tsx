import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Permission } from "@/auth/session";
import { answer as outcomes } from "@/test/answers/outcomes.json";
import { answerWith, showPart, type Sent } from "@/test/pages";
import { OutcomeCard } from "@/ui/OutcomeCard";

const known = outcomes.items.find((row) => row.nomination_round_id !== null)!;
const other = { code: "T09-C09", name: "尚未登记" };

function show(permissions: Permission[]): Sent[] {
  const sent = answerWith({ "GET /api/v1/personnel/outcomes": outcomes });
  showPart(
    <OutcomeCard
      origin={{ nomination_round_id: known.nomination_round_id! }}
      year={known.year}
      kinds={["promoted_chief", "to_important_post"]}
      cadres={[{ code: known.cadre_code, name: known.cadre_name }, other]}
      decisionNumber={known.decision_number}
    />,
    permissions,
  );
  return sent;
}

it("says what followed for whom, and records the others alone", async () => {
  const sent = show(["personnel:outcome:read", "personnel:outcome:import"]);
  expect(await screen.findByText(new RegExp(known.cadre_name))).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "登记落实结果" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain(other.name);
  await userEvent.click(within(dialog).getByRole("radio", { name: "转任重要岗位" }));
  await userEvent.click(within(dialog).getByRole("button", { name: "登记落实结果" }));
  await waitFor(() => {
    expect(sent.map(({ body }) => body)).toEqual([
      {
        nomination_round_id: known.nomination_round_id,
        cadre_code: other.code,
        kind: "to_important_post",
        decision_number: known.decision_number,
        decided_on: "2026-08-12",
      },
    ]);
  });
}, 30_000);

it("whoever only reads is offered nothing", async () => {
  show(["personnel:outcome:read"]);
  expect(await screen.findByText(new RegExp(known.cadre_name))).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});
