import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { signIn } from "./people";

const paper = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(2_300_000, "scan ")]);
const name = `签收记录-${String(Date.now())}.pdf`;
const hash = createHash("sha256").update(paper).digest("hex");

test("a file reaches its deduction over a line that breaks, and comes back as it was", async ({ page }) => {
  await signIn(page, "supervision_office");
  await page.goto("/deductions");
  await page.getByRole("link", { name: /^KF-/ }).first().click();
  let broken = 0;
  await page.route("**/api/v1/supervision/uploads/*", async (route) => {
    if (route.request().method() !== "PATCH" || broken >= 2) return route.continue();
    broken += 1;
    // The first piece arrives and its answer is lost; the second never leaves.
    if (broken === 1) await route.fetch();
    return route.abort("connectionreset");
  });
  await page.getByLabel("添加文件").setInputFiles([
    { name, mimeType: "application/pdf", buffer: paper },
    { name: "假照片.jpg", mimeType: "image/jpeg", buffer: Buffer.from("MZ program") },
  ]);
  const evidence = page.getByRole("region", { name: "证据" });
  await expect(evidence.getByRole("button", { name: new RegExp(name) })).toBeVisible({ timeout: 30_000 });
  expect(broken).toBe(2);
  await expect(evidence.getByRole("alert")).toContainText("只收 JPEG");
  await evidence.getByRole("button", { name: new RegExp(name) }).click();
  const viewer = page.getByRole("dialog");
  await expect(viewer.getByText(hash.match(/.{8}/g)!.join(" "))).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    viewer.getByRole("button", { name: "下载原件" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(name);
  expect(
    createHash("sha256")
      .update(await readFile(await download.path()))
      .digest("hex"),
  ).toBe(hash);
});
