import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import ReportPage from "./ReportPage";
import report from "@/test/answers/report.json";
import { answerWith, showPage } from "@/test/pages";

it("the light changes while typing, and every line is sent with what was typed", async () => {
  const path = `/api/v1/targets/reports/${report.id}`;
  const sent = answerWith({ [`GET ${path}`]: report, [`POST ${path}:submit`]: report });
  showPage(ReportPage, {
    route: "/reports/:id",
    address: `/reports/${report.id}`,
    permissions: ["targets:report:read", "targets:report:submit"],
  });
  const cell = await screen.findByLabelText("财政总收入 本月数值");
  const line = cell.closest("li")!;
  expect(within(line).getByText("黄灯")).toBeTruthy();
  fireEvent.change(cell, { target: { value: "3738" } });
  expect(within(line).getByText("绿灯")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "报送" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("3459 → 3738");
  await userEvent.click(within(dialog).getByRole("button", { name: "报送" }));
  await waitFor(() => {
    expect(sent).toHaveLength(1);
  });
  expect(sent[0]?.path).toBe(`${path}:submit`);
  expect((sent[0]?.body as { entries: unknown[] }).entries).toEqual([
    { indicator_code: "T-REV", value: "3738", note: "" },
    { indicator_code: "T-INV", value: "14413", note: "" },
  ]);
}, 30_000);
