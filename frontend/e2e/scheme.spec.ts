import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { login, signIn } from "./people";

const YEAR = 2026;

/** Whoever is signed in sends a request that writes. */
async function write(page: Page, path: string, data: object): Promise<{ id: string }> {
  const cookies = await page.context().cookies();
  const token = cookies.find(({ name }) => name === "hj_csrf")?.value ?? "";
  const answer = await page.request.post(path, { data, headers: { "X-CSRF-Token": token } });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as { id: string };
}

function draftOf(code: string): object {
  const parts = [
    { code: "rev", name: "财政总收入", points: "70", rule: { type: "proportional" } },
    { code: "daily", name: "日常考核", points: "20", rule: { type: "deductions" } },
  ];
  const root = { code: "total", name: "总分", combine: "sum", parts };
  return {
    year: YEAR,
    code,
    name: "演练考核办法",
    subject_kind: "unit",
    class_codes: ["township-1"],
    full_score: "100",
    document: { root },
    binding: {
      rev: { source: "indicator", indicator_code: "T-REV" },
      daily: { source: "deductions", rule_codes: ["*"] },
    },
  };
}

async function signInAgain(request: APIRequestContext, username: string): Promise<void> {
  const { password } = login("appraisal_office");
  expect((await request.post("/api/v1/directory/session", { data: { username, password } })).status()).toBe(201);
}

test("a draft is edited, refused by the review with the reason, mended and reviewed", async ({ page }) => {
  await signIn(page, "appraisal_office");
  const draft = await write(page, "/api/v1/appraisal/schemes", draftOf(`drill-${String(Date.now())}`));
  await page.goto(`/schemes/${draft.id}/edit`);
  await page.getByRole("treeitem", { name: /财政总收入/ }).click();
  const example = page.getByRole("region", { name: "试一试" });
  await expect(example.getByText("59.50 分").first()).toBeVisible();

  await page.getByRole("combobox", { name: "规则" }).click();
  await page.getByTitle("目标完成计分").click();
  await page.getByLabel("达到线").fill("80");
  await example.getByLabel("完成值").fill("79");
  await expect(example.getByText(/^0\.00 分$/).first()).toBeVisible();
  await example.getByLabel("完成值").fill("80");
  await expect(example.getByText(/^70\.00 分$/).first()).toBeVisible();

  await expect(page.getByText("各项分值合计为 90，与满分 100 不符。").first()).toBeVisible();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("有未保存的改动")).toBeHidden();
  expect(new URL(page.url()).pathname).toBe(`/schemes/${draft.id}/edit`);
});
