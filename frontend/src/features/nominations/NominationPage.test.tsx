import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import NominationPage from "./NominationPage";
import round from "@/test/answers/nomination-round.json";
import { answerWith, showPage } from "@/test/pages";

it("shows the funnel, the candidates with votes, and who was left out", async () => {
  answerWith({ [`GET /api/v1/personnel/nomination-rounds/${round.id}`]: round });
  showPage(NominationPage, {
    route: "/nominations/:id",
    address: `/nominations/${round.id}`,
    permissions: ["personnel:nomination:read"],
  });
  const [appointed, excluded] = round.candidates;
  expect(
    await screen.findByRole("img", { name: new RegExp(`参加排名 ${String(round.funnel.ranked)}、`) }),
  ).toBeTruthy();
  expect(screen.getByText(appointed!.cadre_name).tagName).toBe("STRONG");
  expect(screen.getByText(excluded!.cadre_name).tagName).toBe("DEL");
  expect(
    screen.getAllByText(`${String(appointed!.recommendation_votes)}/${String(round.recommendation_ballots)} 票`),
  ).toBeTruthy();
}, 30_000);
