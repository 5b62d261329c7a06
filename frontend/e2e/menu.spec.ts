import { expect, test } from "@playwright/test";
import { faultsOf } from "./faults";
import { follow, linksOf } from "./pages";
import { logins, signIn } from "./people";
import { watch } from "./settling";

test.describe.configure({ mode: "parallel" });

/** The long run opens every page as everybody; here each reader opens every third, and the next reader the ones after. */
const STEP = process.env["HENGJIAN_LONG"] ? 1 : 3;

/** In two halves, side by side; each reader signs in once and goes on inside the app. */
for (const half of [0, 1]) {
  test(`no page of anybody's menu asks for what is refused, half ${String(half + 1)}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const readers = logins().filter((_, place) => place % 2 === half);
    expect(readers.length).toBeGreaterThan(5);
    for (const [turn, { role }] of readers.entries()) {
      const page = await browser.newPage();
      const faults = faultsOf(page);
      const settle = watch(page);
      await signIn(page, role);
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 }), role).toBeVisible();
      const links = await linksOf(page, "navigation");
      for (const path of links.filter((_, place) => place % STEP === turn % STEP)) {
        if (new URL(page.url()).pathname !== path) await follow(page, path);
        await expect(page.getByRole("heading", { level: 1 }), `${path} of ${role}`).toBeVisible();
        await settle();
      }
      expect.soft(faults, role).toEqual([]);
      await page.close();
    }
  });
}
