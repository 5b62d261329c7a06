import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import IndicatorsPage from "./IndicatorsPage";
import { answer as entered } from "@/test/answers/indicators-entered.json";
import { answer as indicators } from "@/test/answers/indicators.json";
import { answer as years } from "@/test/answers/years.json";
import { answerWith, showPage } from "@/test/pages";

const PLACE = { route: "/indicators", address: "/indicators?year=2027" };
const YEARS = { ...years, items: [{ ...years.items[0], year: 2027, phase: "preparation" }] };

it("rows from a spreadsheet are looked at before they are written, the bad ones with their reasons", async () => {
  const sent = answerWith({
    "GET /api/v1/targets/years": YEARS,
    "GET /api/v1/targets/indicators": indicators,
    "POST /api/v1/targets/indicators:batch": entered,
  });
  showPage(IndicatorsPage, { ...PLACE, permissions: ["targets:indicator:read", "targets:indicator:manage"] });
  await userEvent.click(await screen.findByRole("button", { name: "从 Excel 粘贴" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("textbox"));
  await userEvent.paste("TAX\t税收\tTax\t亿元\tD01\nGDP\t产值\tOutput\t亿元\tZ9\nX\t只有两列");
  expect(within(dialog).getByText(/至少要有代码/)).toBeTruthy();
  await userEvent.click(within(dialog).getByRole("button", { name: "检查 2 行" }));
  expect(await within(dialog).findByText("没有单位 Z9。")).toBeTruthy();
  await userEvent.click(within(dialog).getByRole("button", { name: "写入 1 项" }));
  await within(dialog).findByText(/已写入 1 项/);
  expect(sent.map(({ body }) => (body as { dry_run: boolean }).dry_run)).toEqual([true, false]);
}, 30_000);

it("whoever only reads them changes nothing", async () => {
  answerWith({ "GET /api/v1/targets/years": YEARS, "GET /api/v1/targets/indicators": indicators });
  showPage(IndicatorsPage, { ...PLACE, permissions: ["targets:indicator:read"] });
  await screen.findByText(indicators.items[0]!.name);
  expect(screen.queryByRole("button", { name: "新建指标" })).toBeNull();
}, 30_000);
