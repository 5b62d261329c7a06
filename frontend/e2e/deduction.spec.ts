import { expect, test } from "@playwright/test";
import { signIn } from "./people";
import { adoptCatalogue, openPhone, record } from "./phone";
import { watch } from "./settling";

test.beforeAll(({ browser }) => adoptCatalogue(browser));

test("from the inspector's phone to the unit: recorded, confirmed, notified", async ({ browser }) => {
  const phone = await browser.newPage();
  await openPhone(phone);
  await record(phone, "窗口无人值守，群众等候超过二十分钟");
  const receipt = phone.getByRole("status");
  await expect(receipt).toContainText("已记录");
  const number = /[A-Z]+-\d{4}-\d+/.exec((await receipt.textContent()) ?? "")?.[0] ?? "none";

  const office = await browser.newPage();
  const settle = watch(office);
  await signIn(office, "supervision_office");
  await office.goto(`/deductions?search=${number}`);
  await office.getByRole("link", { name: number }).click();
  for (const [verb, state] of [
    ["核实", "已核实"],
    ["告知单位", "已告知"],
  ] as const) {
    await office.getByRole("button", { name: verb }).click();
    const confirm = office.getByRole("dialog").getByRole("button", { name: verb });
    await confirm.waitFor();
    await settle();
    await confirm.click();
    await expect(office.getByRole("dialog")).toBeHidden();
    await expect(office.getByLabel("办理过程").getByText(state)).toBeVisible();
  }
  await expect(office.getByText("异议截止")).toBeVisible();
});
