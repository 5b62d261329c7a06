import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import ComputingPage from "./ComputingPage";
import { answer as readiness } from "@/test/answers/result-readiness.json";
import { answerWith, showPage } from "@/test/pages";

function show() {
  const sent = answerWith({
    "GET /api/v1/appraisal/result-readiness": readiness,
    "POST /api/v1/appraisal/results:compute": { ids: ["a", "b"], subjects: 12 },
  });
  showPage(ComputingPage, {
    route: "/results/computing",
    address: "/results/computing?year=2026",
    permissions: ["appraisal:result:compute"],
  });
  return sent;
}

it("what can be computed is, after its counts were told, and the outcome stands there", async () => {
  const sent = show();
  const scheme = await screen.findByRole("region", { name: "2026年度镇街考核办法" });
  await userEvent.click(within(scheme).getByRole("button", { name: /计算/ }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/2 个类别、12 个考核对象的结果，其中 1 个类别/)).toBeTruthy();
  expect(sent).toHaveLength(0);
  await userEvent.click(within(dialog).getByRole("button", { name: /计\s?算/ }));
  await waitFor(() => {
    expect(sent[0]?.body).toEqual({ year: 2026, subject_kind: "unit", scheme_codes: ["townships"] });
  });
  expect(await within(scheme).findByText(/已计算 12 个考核对象、2 份结果/)).toBeTruthy();
}, 30_000);

it("what cannot says why, what is missing, of whom, and where it is made good", async () => {
  show();
  const scheme = await screen.findByRole("region", { name: "2026年度部门考核办法" });
  expect(within(scheme).getByRole<HTMLButtonElement>("button", { name: /计算/ }).disabled).toBe(true);
  expect(within(scheme).getByText("评分依据不全，未计算任何结果。")).toBeTruthy();
  expect(within(scheme).getByText("全类")).toBeTruthy();
  expect(within(scheme).getByText(/县委办、县府办、组织部、宣传部、统战部等 7 个/)).toBeTruthy();
  const link = within(scheme).getByRole<HTMLAnchorElement>("link", { name: "县领导评鉴" });
  expect(link.getAttribute("href")).toBe("/evaluations?year=2026");
}, 30_000);
