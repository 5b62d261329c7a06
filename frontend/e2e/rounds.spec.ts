import { expect, test } from "@playwright/test";
import { as, LINE, plannedYear, read, type Unit } from "./planning";

const TURNED = "整改到位，转为黄灯";

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
