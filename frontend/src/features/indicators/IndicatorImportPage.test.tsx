import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import IndicatorImportPage from "./IndicatorImportPage";
import { answer as entered } from "@/test/answers/indicators-entered.json";
import { answerWith, showPage } from "@/test/pages";

const UNITS = { items: [{ code: "D01", name: "县财政局" }], next: null };

it("rows from a spreadsheet are looked at before they are written, the bad ones with their reasons", async () => {
  const sent = answerWith({
    "GET /api/v1/directory/units": UNITS,
    "POST /api/v1/targets/indicators:batch": entered,
  });
  showPage(IndicatorImportPage, {
    route: "/indicators/import",
    address: "/indicators/import?year=2027",
    permissions: ["targets:indicator:manage", "directory:unit:read"],
  });
  await userEvent.click(await screen.findByRole("textbox"));
  await userEvent.paste(
    [
      "代码\t名称\t英文名称\t计量单位\t牵头单位",
      "ＴＡＸ\t税收\tTax\t亿元\t县财政局\t不得超过\t个性\t任务\t0",
      "GDP\t产值\tOutput\t亿元\td01",
      "X\t只有两列",
      "Y\t名称\tName\t亿元\tD01\t往上\t别的\t别的\t7",
      "Z\t名称\tName\t亿元\tZ9",
    ].join("\n"),
  );
  await userEvent.click(screen.getByRole("button", { name: "查看结果" }));
  expect(await screen.findByText("没有单位 Z9。")).toBeTruthy();
  expect(screen.getByText(/缺少英文名称/)).toBeTruthy();
  for (const column of ["方向", "范围", "类型", "小数位"])
    expect(screen.getByText(new RegExp(`无法识别：${column}`))).toBeTruthy();
  expect(screen.getByText(/无法识别：牵头单位/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "写入 1 行" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: /写\s?入/ }));
  expect(await screen.findByText("已新增")).toBeTruthy();
  const both = { year: 2027, unit_of_measure: "亿元", owner_unit_code: "D01" };
  const items = [
    {
      ...both,
      code: "TAX",
      name: "税收",
      name_en: "Tax",
      direction: "lower",
      goal_scope: "specific",
      kind: "task",
      places: 0,
    },
    { ...both, code: "GDP", name: "产值", name_en: "Output" },
  ];
  expect(sent.map(({ body }) => body)).toEqual([
    { items, dry_run: true, all_or_nothing: false },
    { items, dry_run: false, all_or_nothing: false },
  ]);
}, 30_000);
