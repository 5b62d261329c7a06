import { expect, test } from "@playwright/test";
import { signIn, signInAsNew, write } from "./people";

const YEAR = 2026;

function draftOf(code: string): object {
  const parts = [
    { code: "rev", name: "财政总收入", points: "70", rule: { type: "proportional" } },
    { code: "daily", name: "日常考核", points: "20", rule: { type: "deductions" } },
  ];
  return {
    year: YEAR,
    code,
    name: "演练考核办法",
    subject_kind: "unit",
    class_codes: ["township-1"],
    full_score: "100",
    document: { root: { code: "total", name: "总分", combine: "sum", parts } },
    binding: {
      rev: { source: "indicator", indicator_code: "T-REV" },
      daily: { source: "deductions", rule_codes: ["*"] },
    },
  };
}

test("a draft is edited with a live example, refused by the review with the reason, mended and reviewed", async ({
  page,
  browser,
}) => {
  const drafter = `drafter-${String(Date.now())}`;
  await signInAsNew(page, drafter);
  const draft = await write<{ id: string }>(page, "/api/v1/appraisal/schemes", draftOf(drafter), 201);

  await page.goto(`/schemes/${draft.id}/edit`);
  await page.getByRole("treeitem", { name: /财政总收入/ }).click();
  const example = page.getByRole("region", { name: "试一试" });
  await expect(example.getByText("59.50 分").first()).toBeVisible();
  await page.getByRole("combobox", { name: "规则" }).press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByLabel("达到线").fill("80");
  await example.getByLabel("完成值").fill("79");
  await expect(example.locator("[aria-live]")).toContainText("完成率 79% → 0.00 分");
  await example.getByLabel("完成值").fill("80");
  await expect(example.locator("[aria-live]")).toContainText("完成率 80% → 70.00 分");
  await expect(page.getByText(/各项分值合计为 90，与满分 100 不符/)).toBeVisible();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("有未保存的改动")).toBeHidden();

  const reviewer = await browser.newPage();
  await signIn(reviewer, "appraisal_office");
  await reviewer.goto(`/schemes/${draft.id}`);
  await reviewer.getByRole("button", { name: "审核通过" }).click();
  const asked = reviewer.getByRole("dialog");
  await asked.getByRole("button", { name: "审核通过" }).click();
  await expect(asked.getByRole("alert")).toContainText("各项分值合计为 90，与满分 100 不符。");

  await page.getByRole("treeitem", { name: /日常考核/ }).click();
  await page.getByLabel("分值").fill("30");
  await expect(page.getByText(/各项分值合计为 90/)).toBeHidden();
  await page.keyboard.press("Control+s");
  await expect(page.getByText("有未保存的改动")).toBeHidden();

  await asked.getByRole("button", { name: "审核通过" }).click();
  await expect(asked).toBeHidden();
  await expect(reviewer.getByText(/已审核.*起草 演练起草人/)).toBeVisible();
  await page.goto(`/schemes/${draft.id}/edit`);
  await expect(page.getByText("当前状态为 已审核，不能进行此操作。")).toBeVisible();
});
