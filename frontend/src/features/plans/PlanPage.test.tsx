import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import PlanPage from "./PlanPage";
import plan from "@/test/answers/plan.json";
import { answerWith, showPage } from "@/test/pages";

it("an amended target stands with its old value struck through", async () => {
  answerWith({
    [`GET /api/v1/targets/plans/${plan.id}`]: plan,
    [`GET /api/v1/targets/letters/${plan.letter.id}`]: { ...plan.letter, text: "", actions: [] },
  });
  showPage(PlanPage, { route: "/plans/:id", address: `/plans/${plan.id}`, permissions: ["targets:plan:read"] });
  const [target] = plan.targets;
  const [former] = plan.former_targets;
  const now = await screen.findByText(`${target!.target} ${target!.unit_of_measure}`);
  expect(now.tagName).toBe("STRONG");
  expect(screen.getByText(`${former!.target} ${former!.unit_of_measure}`).tagName).toBe("DEL");
  expect(screen.getByText(plan.letter.digest)).toBeTruthy();
}, 30_000);
