import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { matchPath } from "react-router";
import { signIn } from "./people";

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

const table = readFileSync(join(import.meta.dirname, "../src/routes/routes.tsx"), "utf8");
const patterns = [...table.matchAll(/\{ path: "(\/[^"]*)", page:/g)].map((found) => found[1]!);
const seen = new Set<string>();

function patternOf(address: string): string | undefined {
  const path = address.split(/[?#]/)[0]!;
  const matching = patterns.filter((pattern) => matchPath(pattern, path) !== null);
  return matching.find((pattern) => !pattern.includes(":")) ?? matching[0];
}

async function look(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
  await expect(page.locator(".ant-skeleton, [aria-busy=true]"), path).toHaveCount(0, { timeout: 15_000 });
  await expect.soft(page.getByRole("alert"), path).toHaveCount(0);
  expect.soft(await page.title(), path).toContain(" · ");
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze();
  const serious = found.violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  expect.soft(serious.map((one) => `${path}: ${one.id} ${one.nodes[0]?.html ?? ""}`)).toEqual([]);
}

async function linksOf(page: Page, role: "main" | "navigation"): Promise<string[]> {
  const links = page.getByRole(role).first().getByRole("link");
  return links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
}

for (const [role, language, screen] of READERS) {
  test(`every page that ${role} may open stands, in ${language}, on a ${screen}`, async ({ page }) => {
    test.setTimeout(240_000);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await signIn(page, role, language);
    await page.goto("/");
    await expect(page.getByRole("navigation").getByRole("link").first()).toBeVisible();
    const waiting = await linksOf(page, "navigation");
    expect(waiting.length).toBeGreaterThan(1);
    await page.setViewportSize(SCREENS[screen]);
    const own = new Set<string>();
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const pattern = patternOf(path);
      if (pattern === undefined || own.has(pattern)) continue;
      own.add(pattern);
      seen.add(pattern);
      await look(page, path);
      waiting.push(...(await linksOf(page, "main")));
    }
    expect(faults).toEqual([]);
  });
}

test("every page of the routes table was looked at", () => {
  expect(patterns.filter((pattern) => !seen.has(pattern))).toEqual([]);
});

for (const path of ["/sign-in", "/m/", "/no-such-page"]) {
  test(`${path} stands in both languages`, async ({ page }) => {
    if (path === "/no-such-page") await signIn(page, "auditor");
    for (const language of ["zh-CN", "en"]) {
      await page.addInitScript((chosen) => {
        localStorage.setItem("hengjian.language", chosen);
      }, language);
      await page.setViewportSize(SCREENS.phone);
      await page.goto(path);
      await expect(page.getByRole("main")).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
      expect(found.violations.map((one) => `${one.id} ${one.nodes[0]?.html ?? ""}`)).toEqual([]);
    }
  });
}
