import { expect, test, type Browser, type Page } from "@playwright/test";
import { signIn, signInAsNew, write } from "./people";
import { watch } from "./settling";

const YEAR = 2027;
const API = "/api/v1/appraisal";
const OWN = { source: "manual", owner: "organisation_department" };

/** A scheme of the coming year in force, with a score and a rate that the organisation department enters. */
async function issue(page: Page, browser: Browser): Promise<void> {
  const code = `drill-${String(Date.now())}`;
  await signInAsNew(page, code);
  const parts = [
    { code: "duty", name: "履职评价", points: "80", rule: { type: "given" } },
    { code: "rate", name: "办结率", points: "20", rule: { type: "proportional" } },
  ];
  const scheme = {
    year: YEAR,
    code,
    name: "演练评定办法",
    subject_kind: "unit",
    class_codes: ["township-1"],
    full_score: "100",
    document: { root: { code: "total", name: "总分", combine: "sum", parts } },
    binding: { duty: OWN, rate: OWN },
  };
  const { id } = await write<{ id: string }>(page, `${API}/schemes`, scheme, 201);
  for (const [role, step, body] of [
    ["appraisal_office", "review", {}],
    ["committee", "approve", { document_number: "县考〔2027〕1 号" }],
  ] as const) {
    const other = await browser.newPage();
    await signIn(other, role);
    await write(other, `${API}/schemes/${id}:${step}`, body, 200);
    await other.close();
  }
  await write(page, `${API}/schemes/${id}:issue`, {}, 200);
}

test("an owner pastes scores, mends what is wrong, sees what changes, saves, and gets the same back from Excel", async ({
  page,
  browser,
}) => {
  const desk = await browser.newPage();
  await issue(desk, browser);
  await signIn(page, "organisation_department");
  const settle = watch(page);
  await page.goto("/");
  await page.getByRole("link", { name: "责任单位评定" }).click();
  await page.goto(`/manual-scores?year=${String(YEAR)}`);
  await expect(page.getByText("直接评定")).toBeVisible();
  const cells = page.getByRole("textbox", { name: /：评分$/ });
  const count = await cells.count();
  const save = page.getByRole("button", { name: /核对并保存/ });
  await cells.first().evaluate((cell, text) => {
    const data = new DataTransfer();
    data.setData("text", text);
    cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, "７6.5\n81");
  await expect(cells.nth(0)).toHaveValue("76.5");
  await expect(page.getByText("评分应在 0 至 80 之间")).toBeVisible();
  await expect(save).toBeDisabled();
  await cells.nth(0).press("Enter");
  await expect(cells.nth(1)).toBeFocused();
  await cells.nth(1).fill("79");
  await save.click();
  const asked = page.getByRole("dialog");
  await expect(asked).toContainText("将改动 2 个对象");
  await settle();
  await asked.getByRole("button", { name: "取消" }).click();
  await expect(asked).toBeHidden();
  await expect(cells.nth(1)).toHaveValue("79");

  await page.getByRole("link", { name: "一票否决" }).click();
  await page.getByRole("button", { name: "继续编辑" }).click();
  await expect(cells.nth(1)).toHaveValue("79");

  await save.click();
  await settle();
  await asked.getByRole("button", { name: /保\s?存/ }).click();
  await expect(page.getByText(`已录入 2/${String(count)}`)).toBeVisible();
  await page.reload();
  await expect(cells.nth(0)).toHaveValue("76.5");

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载 Excel" }).click(),
  ]);
  await page.locator("input[type=file]").setInputFiles(await file.path());
  await expect(page.getByText(/没有改动/)).toBeVisible();
  const content = { name: "评定.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("no workbook") };
  await page.locator("input[type=file]").setInputFiles(content);
  await expect(page.getByRole("alert")).toContainText("文件不是有效的 Excel 工作簿");
});
