import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Progress } from "./queries";
import ValuesPage from "./ValuesPage";
import { groupByName } from "./waiting";
import { answer as indicators } from "@/test/answers/values-indicators.json";
import { answer as progress } from "@/test/answers/value-progress.json";
import { answerWith, showPage } from "@/test/pages";

function show(address: string, answer: object = progress): void {
  answerWith({ "GET /api/v1/targets/value-progress": answer, "GET /api/v1/targets/indicators": indicators });
  showPage(ValuesPage, {
    route: "/values",
    address,
    permissions: ["targets:value:read", "targets:indicator:read", "directory:unit:read"],
  });
}

it("shows each indicator with what is missing, and leads to its sheet of the period", async () => {
  show("/values?year=2026");
  const link = await screen.findByRole("link", { name: "财政总收入" });
  expect(link.getAttribute("href")).toBe("/values/sheets/T-REV?year=2026&period=annual");
  const row = within(link.closest("tr")!);
  expect(row.getByText("未填齐")).toBeTruthy();
}, 30_000);

it("shows only what is left to do, and says so when nothing is", async () => {
  show("/values?year=2026&show=waiting");
  expect(await screen.findByText("没有符合条件的指标")).toBeTruthy();
}, 30_000);

it("says who does what next where there is nothing yet", async () => {
  show("/values?year=2026&period=quarter_1", { year: 2026, items: [] });
  expect(await screen.findByText("没有一季度的指标数值")).toBeTruthy();
}, 30_000);

it("tells what waits once for each value, with the whole count", () => {
  const row = (value_name: string, indicator_code: string, missing_count: number): Progress => ({
    value_name,
    indicator_code,
    unit_count: 9,
    missing_count,
    waiting_count: 0,
    confirmed_count: 0,
  });
  const rows = [row("annual", "A", 3), row("annual", "B", 4), row("half_year", "A", 1), row("half_year", "B", 0)];
  const waiting = groupByName("enter", 2026, rows, (one) => one.missing_count);
  expect(waiting.map(({ title, detail, path }) => [title, detail, path])).toEqual([
    ["全年指标数值待填报：7 个", "涉及 2 项指标", "/values?year=2026&period=annual&show=missing"],
    ["上半年指标数值待填报：1 个", "涉及 1 项指标", "/values?year=2026&period=half_year&show=missing"],
  ]);
  expect(groupByName("confirm", 2026, rows, (one) => one.waiting_count)).toEqual([]);
});
