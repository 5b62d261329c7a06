import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import EvaluationPage from "./EvaluationPage";
import type { Permission } from "@/auth/session";
import { answer as round } from "@/test/answers/evaluation-round.json";
import { answer as scheme } from "@/test/answers/scheme.json";
import { answer as schemes } from "@/test/answers/schemes.json";
import { answer as units } from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const path = `/api/v1/appraisal/evaluation-rounds/${round.id}`;

function show(changes: object, permissions: Permission[]) {
  const sent = answerWith({
    [`GET ${path}`]: { ...round, ...changes },
    [`PUT ${path}/scores`]: round,
    "GET /api/v1/appraisal/schemes": schemes,
    [`GET /api/v1/appraisal/schemes/${scheme.id}`]: scheme,
    "GET /api/v1/directory/units": units,
  });
  showPage(EvaluationPage, {
    route: "/evaluations/:id",
    address: `/evaluations/${round.id}?year=2026`,
    permissions,
  });
  return sent;
}

it("a leader scores the units of the class on one screen; those given before are sent along", async () => {
  const sent = show({ own_scores: { T01: "88" } }, ["appraisal:evaluation:read", "appraisal:evaluation:score"]);
  const given = await screen.findByLabelText<HTMLInputElement>("青岩街道的评分");
  expect(given.value).toBe("88");
  expect(screen.getByText("已填 1/5")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("白鹭街道的评分"), { target: { value: "92.5" } });
  await userEvent.click(screen.getByRole("button", { name: "更正评分" }));
  await waitFor(() => {
    expect(sent[0]?.body).toEqual({ scores: { T01: "88", T02: "92.5" } });
  });
}, 30_000);

it("others see how many took part while it runs, and count and mean once it is closed", async () => {
  show({}, ["appraisal:evaluation:read"]);
  expect(await screen.findByText("评鉴正在进行")).toBeTruthy();
  expect(screen.queryByRole("textbox")).toBeNull();
}, 30_000);

it("the highest mean comes first, and where too few took part none is shown", async () => {
  const summary = [
    { subject_code: "T01", count: null, mean: null },
    { subject_code: "T02", count: 3, mean: "86.5" },
    { subject_code: "T03", count: 4, mean: "91.25" },
  ];
  show({ state: "closed", evaluators: 4, summary }, ["appraisal:evaluation:read"]);
  expect(await screen.findByText("石桥街道")).toBeTruthy();
  const rows = screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.textContent);
  expect(rows).toEqual(["石桥街道91.254", "白鹭街道86.503", "青岩街道不足 3 人，不公布–"]);
}, 30_000);
