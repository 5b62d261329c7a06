import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { signIn } from "./people";

/** Every page of the navigation, for each role that has one, in one of the languages. */
const VISITS: [string, "zh-CN" | "en"][] = [
  ["appraisal_office", "zh-CN"],
  ["organisation_department", "en"],
  ["unit_head", "zh-CN"],
  ["supervision_office", "en"],
  ["administrator", "zh-CN"],
  ["cadre", "en"],
];

for (const [role, language] of VISITS) {
  test(`every page that ${role} may open stands, in ${language}`, async ({ page }) => {
    test.setTimeout(120_000);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await signIn(page, role, language);
    await page.goto("/");
    const links = page.getByRole("navigation").first().getByRole("link");
    await expect(links.first()).toBeVisible();
    const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
      await expect(page.locator(".ant-skeleton"), path).toHaveCount(0);
      await expect(page.getByRole("alert"), path).toHaveCount(0);
      const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
      const serious = found.violations.filter((one) => one.impact === "serious" || one.impact === "critical");
      expect(serious.map((one) => `${path}: ${one.id} ${one.nodes[0]?.html ?? ""}`)).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
}
