import { expect, test } from "@playwright/test";
import { signIn } from "./people";

test.beforeAll(async ({ browser }) => {
  const office = await browser.newPage();
  await signIn(office, "supervision_office");
  const csrf = (await office.context().cookies()).find((cookie) => cookie.name === "hj_csrf")?.value ?? "";
  const county = (await (await office.request.get("/api/v1/directory/county")).json()) as { office_now: string };
  const adopted = await office.request.post("/api/v1/supervision/deduction-rules:adopt-template", {
    data: { year: Number(county.office_now.slice(0, 4)) },
    headers: { "X-CSRF-Token": csrf },
  });
  expect(adopted.ok()).toBe(true);
  await office.close();
});

test("from the inspector's phone to the unit: recorded, confirmed, notified", async ({ browser }) => {
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await signIn(phone, "inspector");
  await phone.goto("/m/");
  await phone.getByRole("combobox", { name: "单位" }).selectOption({ index: 1 });
  await phone.getByLabel("地点（单位或村）").fill("便民服务中心");
  await phone.getByRole("combobox", { name: "扣分项目" }).selectOption({ index: 1 });
  await phone.getByLabel("看到了什么").fill("窗口无人值守，群众等候超过二十分钟");
  await phone.getByRole("button", { name: "提交" }).click();
  const receipt = phone.getByRole("status");
  await expect(receipt).toContainText("已记录");
  const number = /[A-Z]+-\d{4}-\d+/.exec((await receipt.textContent()) ?? "")?.[0] ?? "none";

  const office = await browser.newPage();
  await signIn(office, "supervision_office");
  await office.goto(`/deductions?search=${number}`);
  await office.getByRole("link", { name: number }).click();
  for (const [verb, state] of [
    ["核实", "已核实"],
    ["告知单位", "已告知"],
  ] as const) {
    await office.getByRole("button", { name: verb }).click();
    await office.getByRole("dialog").getByRole("button", { name: verb }).click();
    await expect(office.getByRole("dialog")).toBeHidden();
    await expect(office.getByLabel("办理过程").getByText(state)).toBeVisible();
  }
  await expect(office.getByText("异议截止")).toBeVisible();
});

test("what cannot be sent stays on the phone and says so", async ({ page, context }) => {
  await signIn(page, "inspector");
  await page.goto("/m/");
  await page.getByRole("combobox", { name: "单位" }).selectOption({ index: 1 });
  await page.getByLabel("地点（单位或村）").fill("村委会");
  await page.getByRole("combobox", { name: "扣分项目" }).selectOption({ index: 1 });
  await page.getByLabel("看到了什么").fill("台账缺失");
  await context.setOffline(true);
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.getByText("还没有送到服务器，内容保存在本机。")).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "再发一次" }).click();
  await expect(page.getByRole("status")).toContainText("已记录");
});
