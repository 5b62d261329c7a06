import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { parse } from "yaml";
import { overflow } from "./barriers";
import { signIn } from "./people";

const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** What the page did that it must not: asked another host, or met its own content policy. */
function watchFaults(page: Page, home: string): string[] {
  const faults: string[] = [];
  page.on("request", (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(home)) faults.push(request.url());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) faults.push(message.text());
  });
  return faults;
}

/** The address of one operation, opened. */
function placeOf(tag: string, operation: string): string {
  return `/api/docs#/${encodeURIComponent(tag)}/${operation}`;
}

for (const [name, viewport] of Object.entries(SCREENS)) {
  test(`the reference shows an operation with its example: ${name}`, async ({ browser, baseURL }) => {
    const page = await browser.newPage({ viewport, baseURL: baseURL! });
    const faults = watchFaults(page, baseURL!);
    await page.goto(placeOf("supervision: visits", "record_visit"));
    await expect(page.getByRole("heading", { name: "Hengjian 衡鉴" })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("unit_code").first()).toBeVisible({ timeout: 30_000 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.close();
  });
}

test("the contract that is served is the contract", async ({ request }) => {
  const served: unknown = await (await request.get("/api/v1/openapi.json")).json();
  expect(served).toEqual(parse(readFileSync(new URL("../../openapi.yaml", import.meta.url), "utf8")));
});

test("the reference is reached from the app, and a write tried there carries the session", async ({ page }) => {
  await signIn(page, "supervision_office");
  await page.goto("/");
  await page.getByRole("button", { name: "账号菜单" }).click();
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "接口文档" }).click();
  const reference = await opened;
  await expect(reference.getByRole("heading", { name: "Hengjian 衡鉴" })).toBeVisible({ timeout: 30_000 });
  await reference.goto(placeOf("directory: session", "sign_out"));
  await reference.reload();
  await reference.getByRole("button", { name: "Try it out" }).click();
  const sent = reference.waitForResponse((answer) => answer.request().method() === "DELETE");
  await reference.getByRole("button", { name: "Execute" }).click();
  expect((await sent).status()).toBe(204);
});
