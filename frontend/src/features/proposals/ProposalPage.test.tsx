import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import ProposalPage from "./ProposalPage";
import proposal from "@/test/answers/proposal.json";
import { answerWith, showPage } from "@/test/pages";

const path = `/api/v1/personnel/proposals/${proposal.id}`;
const where = {
  route: "/proposals/:id",
  address: `/proposals/${proposal.id}`,
  permissions: ["personnel:proposal:read" as const],
};

it("shows the sentence, the result it rests on, and the decision on record", async () => {
  answerWith({ [`GET ${path}`]: proposal });
  showPage(ProposalPage, where);
  expect(await screen.findByText(proposal.evidence.sentence.zh)).toBeTruthy();
  const link = screen.getByRole("link", { name: /第 \d+ 版/ });
  expect(link.getAttribute("href")).toBe(`/results/${proposal.evidence.result_id}`);
  expect(screen.getByText(proposal.decision.decision_number)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "作出决定" })).toBeNull();
});

it("an open proposal is decided with reason and number", async () => {
  const open = {
    ...proposal,
    state: "proposed",
    decision: null,
    decided: null,
    actions: [{ name: "decide", allowed: true, reason: null }],
  };
  const sent = answerWith({ [`GET ${path}`]: open, [`POST ${path}:decide`]: proposal });
  showPage(ProposalPage, where);
  await userEvent.click(await screen.findByRole("button", { name: "作出决定" }));
  const dialog = await screen.findByRole("dialog");
  fireEvent.change(within(dialog).getByLabelText("决定文号"), { target: { value: "组〔2027〕3号" } });
  fireEvent.change(within(dialog).getByLabelText("理由"), { target: { value: "会议研究同意" } });
  await userEvent.click(within(dialog).getByRole("button", { name: "作出决定" }));
  await waitFor(() => {
    expect(sent).toHaveLength(1);
  });
  expect(sent[0]).toEqual({
    method: "POST",
    path: `${path}:decide`,
    body: { outcome: "accepted", reason: "会议研究同意", decision_number: "组〔2027〕3号" },
  });
}, 30_000);
