import { expect, test } from "@playwright/test";
import { login } from "./people";

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
