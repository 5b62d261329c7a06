import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./people";
import { watch } from "./settling";

interface Seen {
  requests: string[];
  refused: string[];
  /** As they travelled, heads included. */
  bytes: number;
}

/** What a page fetches until nothing is on its way, in a browser that has kept nothing. */
async function load(page: Page, path: string): Promise<Seen> {
  const seen: Seen = { requests: [], refused: [], bytes: 0 };
  const sizes: Promise<void>[] = [];
  page.on("response", (response) => {
    seen.requests.push(`${response.request().method()} ${new URL(response.url()).pathname}`);
    if (response.status() >= 400) seen.refused.push(`${String(response.status())} ${response.url()}`);
    if (response.headers()["content-type"]?.startsWith("text/event-stream")) return;
    const size = response.request().sizes();
    sizes.push(
      size.then(({ responseBodySize, responseHeadersSize }) => {
        seen.bytes += responseBodySize + responseHeadersSize;
      }),
    );
  });
  const settle = watch(page);
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await settle();
  await Promise.all(sizes);
  return seen;
}

test("whoever signs in loads little", async ({ page }) => {
  const { requests, bytes, refused } = await load(page, "/sign-in");
  expect(refused).toEqual([]);
  expect(requests.length, requests.join("\n")).toBeLessThanOrEqual(12);
  expect(bytes).toBeLessThanOrEqual(200_000);
});

/** In a played county. An office's to-dos are a request each: with those of every state it misses the aims of a unit. */
const BUDGETS = [
  ["/", "appraisal_office", 24],
  ["/", "unit_head", 20],
  ["/overview", "appraisal_office", 29],
  ["/overview", "unit_head", 25],
] as const;

for (const [path, role, most] of BUDGETS) {
  test(`${path} of ${role} asks ${String(most)} times at most, and nothing that is refused`, async ({ page }) => {
    await signIn(page, role);
    const { requests, refused } = await load(page, path);
    expect(refused).toEqual([]);
    expect(requests.length, requests.join("\n")).toBeLessThanOrEqual(most);
  });
}
