import { expect, test } from "@playwright/test";
import { login, signIn } from "./people";

test("signing in by the form, in Chinese, and out again", async ({ page }) => {
  const { username, password } = login("appraisal_office");
  await page.goto("/reports");
  await expect(page).toHaveURL(/sign-in\?next=%2Freports/);
  await page.getByLabel("用户名").fill(username);
  await page.getByLabel("密码").fill("wrong password");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("alert")).toContainText("用户名或密码不正确");
  await page.getByLabel("密码").fill(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reports$/);
  await page.getByRole("button", { name: /账号菜单/ }).click();
  await page.getByText("退出登录").click();
  await expect(page).toHaveURL(/sign-in/);
});

test("the other language is chosen before signing in and stays", async ({ page }) => {
  const { username, password } = login("committee");
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Good day");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Good day");
});

test("a token that ran out is renewed without a word; a session that is gone leads to signing in and back", async ({
  page,
  context,
}) => {
  const { username, password } = login("appraisal_office");
  await signIn(page, "appraisal_office");
  await page.goto("/units");
  await expect(page.getByRole("link", { name: "青岩街道" })).toBeVisible();
  await context.clearCookies({ name: "hj_token" });
  await page.getByRole("link", { name: "考核办法" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /考核办法/ })).toBeVisible();
  await expect.poll(async () => (await context.cookies()).map((cookie) => cookie.name)).toContain("hj_token");
  await context.clearCookies();
  await page.getByRole("link", { name: "扣分项目库" }).click();
  await expect(page).toHaveURL(/sign-in\?next=%2Fdeduction-rules/);
  await page.getByLabel("用户名").fill(username);
  await page.getByLabel("密码").fill(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/deduction-rules/);
});

test("the box in the top bar opens a unit by its name and a record by its number", async ({ page }) => {
  await signIn(page, "supervision_office");
  await page.goto("/");
  const box = page.getByLabel("搜索单位、记录编号");
  await box.fill("青岩");
  await expect(page.getByRole("listbox")).toBeAttached();
  await expect(page.locator(".ant-select-item-option", { hasText: "青岩街道" })).toBeVisible();
  await box.press("Enter");
  await expect(page).toHaveURL(/\/overview\/units\/T01/);
});
