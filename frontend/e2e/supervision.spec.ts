import { expect, test } from "@playwright/test";
import { signIn } from "./people";

test("a visit is entered, and stands in the list of its month", async ({ page }) => {
  await signIn(page, "supervision_office");
  await page.goto("/visits");
  await page.getByRole("button", { name: "登记督查" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("暗访", { exact: true }).click();
  await dialog.getByRole("combobox", { name: "单位" }).click();
  await page.keyboard.press("Enter");
  await dialog.getByLabel("地点").fill("便民服务中心");
  await dialog.getByLabel("发现的情况").fill("两个窗口无人值守，群众等候超过二十分钟");
  await dialog.getByRole("button", { name: /登\s?记/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("暗访");
  await expect(page.getByText("两个窗口无人值守，群众等候超过二十分钟")).toBeVisible();
  await expect(page.getByText("这次督查没有产生扣分")).toBeVisible();
});
