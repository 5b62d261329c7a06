import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { barriers, overflow } from "./barriers";

const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

interface Row {
  number: string;
  unit_code: string;
  pictures: unknown[];
  withdrawn_pictures: unknown[];
  reverses: string | null;
}

async function rows(request: APIRequestContext): Promise<Row[]> {
  const all: Row[] = [];
  let next: string | null = "/api/v1/supervision/bulletin?limit=200";
  while (next !== null) {
    const page = (await (await request.get(next)).json()) as { items: Row[]; next: string | null };
    all.push(...page.items);
    next = page.next;
  }
  return all;
}

/** Every kind of page, with an entry of each kind. */
async function addresses(request: APIRequestContext): Promise<string[]> {
  const all = await rows(request);
  const kinds = [
    all.find((row) => row.pictures.length > 0),
    all.find((row) => row.withdrawn_pictures.length > 0),
    all.find((row) => row.reverses !== null),
    all[0],
  ];
  const entries = kinds.filter((row) => row !== undefined).map((row) => `/bulletin/entries/${row.number}`);
  return [
    "/bulletin/",
    "/bulletin/?q=%E7%8E%AF%E5%A2%83",
    "/bulletin/?q=nothing-of-the-kind",
    "/bulletin/map",
    "/bulletin/archive",
    "/bulletin/columns",
    `/bulletin/units/${all[0]!.unit_code}`,
    ...new Set(entries),
  ];
}

async function check(page: Page, path: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
  expect.soft(await overflow(page), `${path} is wider than the screen`).toBeLessThanOrEqual(0);
  expect.soft(await barriers(page), path).toEqual([]);
}

for (const language of ["zh", "en"] as const) {
  for (const [screen, size] of Object.entries(SCREENS)) {
    test(`every page of the bulletin stands without barriers, in ${language}, on a ${screen}`, async ({
      page,
      request,
    }) => {
      test.setTimeout(180_000);
      const faults: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      await page.setViewportSize(size);
      for (const path of await addresses(request)) {
        await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
        await check(page, path);
      }
      expect(faults, "the content policy forbids nothing that a page asks for").toEqual([]);
    });
  }
}

test("everything can be read, searched and followed without a script", async ({ browser, request }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: SCREENS.phone });
  const page = await context.newPage();
  const [first] = await rows(request);
  await page.goto("/bulletin/?lang=en");
  await page.getByLabel("Search").fill(first!.number);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: first!.number }).first()).toBeVisible();
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page.getByLabel("搜索")).toHaveValue(first!.number);
  await page.getByRole("link", { name: "地图" }).click();
  await page.locator(".map a").first().press("Enter");
  await expect(page).toHaveURL(/\/bulletin\/units\//);
  await context.close();
});

test("text at one and a half times its size loses nothing, and an entry fits a phone's screen", async ({
  page,
  request,
}) => {
  const shown = (await rows(request)).find((row) => row.pictures.length > 0);
  await page.setViewportSize(SCREENS.phone);
  for (const path of ["/bulletin/", "/bulletin/map", "/bulletin/archive", "/bulletin/columns"]) {
    await page.goto(path);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "150%";
    });
    expect.soft(await overflow(page), path).toBeLessThanOrEqual(0);
  }
  test.skip(shown === undefined, "no picture in this year");
  await page.goto(`/bulletin/entries/${shown!.number}`);
  const entry = await page.locator("ol > li").boundingBox();
  expect(entry!.y + entry!.height).toBeLessThanOrEqual(SCREENS.phone.height);
  const picture = page.locator("figure img").first();
  expect(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
});
