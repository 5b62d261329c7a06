import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import SubmittedPage from "./SubmittedPage";
import { answer as reports } from "@/test/answers/reports-submitted.json";
import { answerWith, showPage } from "@/test/pages";

it("a batch is accepted after a question that tells its count, units and lights", async () => {
  const sent = answerWith({ "GET /api/v1/targets/reports": reports });
  showPage(SubmittedPage, {
    route: "/reports/submitted",
    address: "/reports/submitted?year=2026",
    permissions: ["targets:report:read", "targets:report:judge"],
  });
  for (const row of reports.items) {
    await userEvent.click(await screen.findByRole("checkbox", { name: new RegExp(row.unit_name) }));
  }
  await userEvent.click(screen.getByRole("button", { name: "接收所选（2）" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/共 2 份，来自 2 个单位；黄灯 1 项，红灯 2 项/)).toBeTruthy();
  expect(sent).toEqual([]);
  await userEvent.click(within(dialog).getByRole("button", { name: "接收所选（2）" }));
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]!.body).toEqual({ ids: reports.items.map((row) => row.id) });
}, 30_000);
