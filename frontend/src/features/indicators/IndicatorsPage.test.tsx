import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import IndicatorsPage from "./IndicatorsPage";
import { answer as indicators } from "@/test/answers/indicators.json";
import { answer as years } from "@/test/answers/years.json";
import { answerWith, showPage } from "@/test/pages";

const PLACE = { route: "/indicators", address: "/indicators?year=2027" };
const YEARS = { ...years, items: [{ ...years.items[0], year: 2027, phase: "preparation" }] };

it("whoever keeps them is led to paste them from a spreadsheet", async () => {
  answerWith({ "GET /api/v1/targets/years": YEARS, "GET /api/v1/targets/indicators": indicators });
  showPage(IndicatorsPage, { ...PLACE, permissions: ["targets:indicator:read", "targets:indicator:manage"] });
  const link = await screen.findByRole("link", { name: "从 Excel 粘贴" });
  expect(link.getAttribute("href")).toBe("/indicators/import?year=2027");
}, 30_000);

it("whoever only reads them changes nothing", async () => {
  answerWith({ "GET /api/v1/targets/years": YEARS, "GET /api/v1/targets/indicators": indicators });
  showPage(IndicatorsPage, { ...PLACE, permissions: ["targets:indicator:read"] });
  await screen.findByText(indicators.items[0]!.name);
  expect(screen.queryByRole("button", { name: "新建指标" })).toBeNull();
}, 30_000);
