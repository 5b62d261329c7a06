import { expect, type Page } from "@playwright/test";

/** Goes on inside the app, as its links do; what the page before had shown must be gone. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector("h1")!.dataset["left"] = "";
    document.title = "";
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await expect(page.locator("h1[data-left]"), path).toHaveCount(0);
}

export async function linksOf(page: Page, role: "main" | "navigation"): Promise<string[]> {
  const links = page.getByRole(role).first().getByRole("link");
  return links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
}
