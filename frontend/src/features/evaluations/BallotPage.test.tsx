import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import BallotPage from "./BallotPage";
import { answer as round } from "@/test/answers/ballot-round.json";
import { answer as scheme } from "@/test/answers/scheme.json";
import { answer as schemes } from "@/test/answers/schemes.json";
import { answer as units } from "@/test/answers/units.json";
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
