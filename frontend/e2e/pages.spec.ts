import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { barriers, overflow } from "./barriers";
import { faultsOf } from "./faults";
import { follow, linksOf } from "./pages";
import { patternOf, SEEN } from "./patterns";
import { signIn, write } from "./people";
import { adoptCatalogue } from "./phone";
import { openRound } from "./planning";
import { watch } from "./settling";

/** Who looks at the pages, in which language, on which screen: every page of the routes table is reached by somebody. */
const READERS: [string, "zh-CN" | "en", "desktop" | "phone"][] = [
  ["appraisal_office", "zh-CN", "desktop"],
  ["organisation_department", "en", "desktop"],
  ["unit_head", "zh-CN", "phone"],
  ["supervision_office", "en", "phone"],
  ["administrator", "zh-CN", "desktop"],
  ["cadre", "en", "phone"],
];
const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

function saw(name: string, paths: string[]): void {
  mkdirSync(SEEN, { recursive: true });
  writeFileSync(join(SEEN, `${name}.json`), JSON.stringify(paths));
}

async function look(page: Page, path: string, settle: () => Promise<void>): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
  await settle();
  await expect.soft(page.getByRole("alert"), path).toHaveCount(0);
  await expect.soft(page, path).toHaveTitle(/ · /);
  expect.soft(await overflow(page), `${path} is wider than the screen`).toBeLessThanOrEqual(0);
  const bars = await page.locator(".queue-steps, .score-foot").count();
  expect.soft(await barriers(page, { sizes: bars === 0 }), path).toEqual([]);
}

/** A record from a phone that waits to be decided; the played year leaves none. */
async function leaveRecord(browser: Browser): Promise<void> {
  await adoptCatalogue(browser);
  const phone = await browser.newPage();
  await signIn(phone, "inspector");
  const county = (await (await phone.request.get("/api/v1/directory/county")).json()) as { office_now: string };
  const units = (await (await phone.request.get("/api/v1/directory/units?limit=1")).json()) as {
    items: { code: string }[];
  };
  const entry = {
    id: randomUUID(),
    unit_code: units.items[0]!.code,
    rule_code: "CND-IDLE",
    factor: "1",
    count: 1,
    cadre_codes: [],
    occurred_at: county.office_now,
    captured_at: new Date().toISOString(),
    device_at: new Date().toISOString(),
    place: "服务窗口",
    description: "上班时间浏览购物网页",
    position: { latitude: "27.551600", longitude: "119.723100", accuracy_m: "15.0" },
  };
  await write(phone, "/api/v1/supervision/deductions", entry, 201);
  await phone.close();
}

for (const [role, language, screen] of READERS) {
  test(`every page that ${role} may open stands, in ${language}, on a ${screen}`, async ({ page, browser }) => {
    test.setTimeout(240_000);
    const round = role === "supervision_office" ? await openRound(browser) : null;
    if (round) await leaveRecord(browser);
    const faults = faultsOf(page);
    const settle = watch(page);
    await signIn(page, role, language);
    await page.goto("/");
    await expect(page.getByRole("navigation").getByRole("link").first()).toBeVisible();
    const waiting = await linksOf(page, "navigation");
    expect(waiting.length).toBeGreaterThan(1);
    await page.setViewportSize(SCREENS[screen]);
    // The played year's rounds are closed; what may be done in one that goes on has pages too.
    if (round) waiting.splice(1, 0, round);
    const own = new Set<string>();
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const pattern = patternOf(path);
      if (pattern === undefined || own.has(pattern)) continue;
      if (own.size > 0) await follow(page, path);
      own.add(pattern);
      await look(page, path, settle);
      waiting.push(...(await linksOf(page, "main")));
    }
    expect(faults).toEqual([]);
    saw(role, [...own]);
  });
}

/** What no menu of the readers above leads to. */
const ASIDE = ["/audit", "/own-account", "/no-such-page"];

for (const path of ["/sign-in", "/m/", ...ASIDE]) {
  test(`${path} stands in both languages`, async ({ page }) => {
    const settle = watch(page);
    if (ASIDE.includes(path)) await signIn(page, "auditor");
    for (const language of ["zh-CN", "en"]) {
      await page.addInitScript((chosen) => {
        localStorage.setItem("hengjian.language", chosen);
      }, language);
      await page.setViewportSize(SCREENS.phone);
      await page.goto(path);
      await expect(page.getByRole("main")).toBeVisible();
      await settle();
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
      expect(await barriers(page)).toEqual([]);
    }
    if (ASIDE.includes(path)) saw(path.slice(1), [path]);
  });
}
