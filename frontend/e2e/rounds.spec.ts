import { expect, test, type Browser, type Page } from "@playwright/test";
import { signIn, write } from "./people";

const TARGETS = "/api/v1/targets";
const LINE = "一般公共预算收入";
const TURNED = "整改到位，转为黄灯";

interface Unit {
  code: string;
  name: string;
  class_code: string;
}

async function read<Answer>(page: Page, path: string): Promise<Answer> {
  return (await (await page.request.get(path)).json()) as Answer;
}

async function as(browser: Browser, role: string): Promise<Page> {
  const page = await browser.newPage();
  await signIn(page, role);
  return page;
}

/** The quarters of the played year are closed: a year of its own, with an issued plan of one unit. */
async function plannedYear(page: Page, unit: Unit): Promise<number> {
  const years = await read<{ items: { year: number }[] }>(page, `${TARGETS}/years?limit=50`);
  const year = Math.max(...years.items.map((row) => row.year)) + 1;
  const units = await read<{ items: { code: string; kind: string }[] }>(page, "/api/v1/directory/units?limit=200");
  const indicator = {
    year,
    code: "REVENUE",
    name: LINE,
    name_en: "Budget revenue",
    unit_of_measure: "万元",
    owner_unit_code: units.items.find((row) => row.kind === "department")!.code,
  };
  const targets = [
    { indicator_code: "REVENUE", target: "100", milestones: { "3": "20", "6": "50", "9": "80", "12": "100" } },
  ];
  const batch = async (what: string, items: object[]): Promise<void> => {
    const answer = await write<{ refused: number }>(page, `${TARGETS}/${what}:batch`, { items }, 200);
    expect(answer.refused, what).toBe(0);
  };
  await write(page, `${TARGETS}/years`, { year, name: `${String(year)}年度` }, 201);
  await batch("indicators", [indicator]);
  await batch("plans", [{ year, level: "county", targets }]);
  await batch("plans", [{ year, level: "unit", unit_code: unit.code, targets }]);
  for (const level of ["county", "unit"]) await write(page, `${TARGETS}/plans:issue`, { year, level }, 200);
  return year;
}

test("a red light is made good: found, reported, checked again, yellow and never green, and so in the report", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const head = await as(browser, "unit_head");
  const session = await read<{ unit: { code: string } }>(head, "/api/v1/directory/session");
  const unit = await read<Unit>(head, `/api/v1/directory/units/${session.unit.code}`);
  const year = await plannedYear(await as(browser, "appraisal_office"), unit);

  const office = await as(browser, "supervision_office");
  await office.goto(`/rounds?year=${String(year)}`);
  await office.getByRole("button", { name: "开启督查" }).click();
  const opening = office.getByRole("dialog");
  await opening.getByRole("combobox", { name: "季度", exact: true }).click();
  await office.locator(".ant-select-item-option", { hasText: "三季度" }).click();
  await expect(opening.getByLabel("名称")).toHaveValue(`${String(year)} 年三季度督查`);
  await opening.getByRole("combobox", { name: "督查类别" }).click();
  await office.locator(".ant-select-item-option", { hasText: "一类乡镇" }).click();
  await opening.getByRole("button", { name: "开启督查" }).click();
  await expect(office.getByRole("heading", { level: 1 })).toHaveText(`${String(year)} 年三季度督查`);
  const round = new URL(office.url()).pathname;

  const inspector = await as(browser, "inspector");
  await inspector.goto(`${round}/units/${unit.code}`);
  const seen = inspector.getByRole("region", { name: LINE });
  await seen.getByRole("button", { name: "记录督查结果" }).click();
  const finding = inspector.getByRole("dialog");
  const ahead = finding.locator("[aria-live]");
  for (const [value, light] of [
    ["80", "绿灯"],
    ["70", "黄灯"],
    ["60", "红灯"],
  ] as const) {
    await finding.getByLabel("完成值（累计）").fill(value);
    await expect(ahead).toContainText(light);
  }
  await expect(ahead).toContainText("红灯记录后不能重新填写");
  await finding.getByLabel("督查情况").fill("两户重点企业停产，税款未入库");
  await finding.getByRole("button", { name: "记录督查结果" }).click();
  await expect(finding).toBeHidden();
  await expect(seen).toHaveAttribute("data-light", "red");
  await expect(seen.getByRole("button", { name: "更正督查结果" })).toHaveCount(0);

  await head.goto(`${round}/units/${unit.code}`);
  await head.getByRole("region", { name: LINE }).getByRole("button", { name: "报告整改" }).click();
  const report = head.getByRole("dialog");
  await report.getByLabel("做了哪些整改").fill("停产企业已复工，税款补缴入库");
  const proof = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
  await report
    .locator("input[type=file]")
    .setInputFiles({ name: "完税证明.pdf", mimeType: "application/pdf", buffer: proof });
  await expect(report.getByText("已上传")).toBeVisible();
  await report.getByRole("button", { name: "报告整改" }).click();
  await expect(report).toBeHidden();
  await expect(head.getByRole("region", { name: LINE }).getByRole("button", { name: /完税证明/ })).toBeVisible();
  await expect(head.getByRole("region", { name: LINE })).toHaveAttribute("data-light", "red");

  await inspector.reload();
  await expect(seen).toContainText("停产企业已复工，税款补缴入库");
  await expect(seen.getByRole("button", { name: /完税证明.*单位说明/ })).toBeVisible();
  await seen.getByRole("button", { name: "复查" }).click();
  const recheck = inspector.getByRole("dialog");
  await expect(recheck.getByRole("radio")).toHaveCount(2);
  await expect(recheck.getByText("绿灯")).toHaveCount(0);
  await recheck.getByText(TURNED).click();
  await recheck.getByLabel("复查情况").fill("入库凭证齐全");
  await recheck.getByRole("button", { name: "复查" }).click();
  await expect(recheck).toBeHidden();
  await expect(seen).toHaveAttribute("data-light", "yellow");
  await expect(seen.locator(".item-lights")).toHaveText(/红灯.*转为.*黄灯/);
  await expect(seen.getByRole("button", { name: /复查|督查结果/ })).toHaveCount(0);

  await office.goto(round);
  await office.getByRole("button", { name: "结束督查" }).click();
  const closing = office.getByRole("dialog");
  await expect(closing).toContainText("红灯 0、黄灯 1、绿灯 0、未督查 0");
  await closing.getByRole("button", { name: "结束督查" }).click();
  await expect(closing).toBeHidden();
  await office.getByRole("link", { name: "季度报告" }).click();
  await expect(office.getByRole("heading", { level: 1 })).toHaveText(`${String(year)} 年三季度督查报告`);
  const line = office.getByRole("region", { name: "亮红灯的事项" }).getByRole("row", { name: LINE });
  await expect(line).toContainText("两户重点企业停产，税款未入库");
  await expect(line.getByRole("cell").nth(3)).toHaveText("▲ 黄灯");
  await expect(line.getByRole("cell").last()).not.toHaveText("–");
});
