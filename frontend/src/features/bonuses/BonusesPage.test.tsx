import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import BonusesPage from "./BonusesPage";
import { answer as claims } from "@/test/answers/bonus-claims.json";
import { answer as units } from "@/test/answers/units.json";
import { answerWith, showPage } from "@/test/pages";

const open = claims.items.find((claim) => claim.matter === "首创便民服务一次办结")!;

it("fewer points may be granted than claimed, never more", async () => {
  const sent = answerWith({ "GET /api/v1/appraisal/bonus-claims": claims, "GET /api/v1/directory/units": units });
  showPage(BonusesPage, {
    route: "/bonuses",
    address: "/bonuses?year=2026",
    permissions: ["appraisal:bonus:read", "appraisal:bonus:verify"],
  });
  await userEvent.click(await screen.findByRole("button", { name: "核定青岩街道的加分：首创便民服务一次办结" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("工作创新");
  await userEvent.click(within(dialog).getByLabelText("予以加分"));
  const points = await within(dialog).findByLabelText<HTMLInputElement>("核定分值");
  expect(points.value).toBe("1.5");
  fireEvent.change(points, { target: { value: "2" } });
  expect(await within(dialog).findByText("不能高于申报的 1.5 分")).toBeTruthy();
  fireEvent.change(points, { target: { value: "1" } });
  fireEvent.change(within(dialog).getByLabelText("理由"), { target: { value: "市级经验" } });
  await userEvent.click(within(dialog).getByRole("button", { name: /核\s*定/ }));
  await waitFor(() => {
    expect(sent[0]).toEqual({
      method: "POST",
      path: `/api/v1/appraisal/bonus-claims/${open.id}:judge`,
      body: { outcome: "verified", points: "1", reason: "市级经验" },
    });
  });
}, 30_000);
