import { expect, test, type Page } from "@playwright/test";
import { adoptCatalogue, counters, keptBy, openPhone, stored } from "./phone";

/** Operator times of the keystroke-level model (Card, Moran and Newell, CACM 23(7), 1980), the slower ones throughout. */
const SECONDS = { point: 1.1, key: 0.28, think: 1.35 };
/** The phone's camera is no part of the page: the tap on the app, the shutter and "use photo", and its start. */
const TAPS_OUTSIDE = 3;
const CAMERA_STARTS = 2;
const LIMIT = 20;

interface Acts {
  taps: number;
  keys: number;
}

declare global {
  interface Window {
    acts: Acts;
  }
}

function secondsFor({ taps, keys }: Acts): number {
  const tapped = (taps + TAPS_OUTSIDE) * (SECONDS.point + SECONDS.key);
  // Somebody who knows the app thinks once before each tap on the page, and before the first key.
  const thought = (taps + (keys > 0 ? 1 : 0)) * SECONDS.think;
  return tapped + keys * SECONDS.key + thought + CAMERA_STARTS;
}

/** From opening the app on: what the browser itself saw of fingers and keys. */
async function countActs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.acts = { taps: 0, keys: 0 };
    addEventListener("pointerdown", (event) => void (window.acts.taps += event.isTrusted ? 1 : 0), true);
    addEventListener("keydown", (event) => void (window.acts.keys += event.isTrusted ? 1 : 0), true);
  });
}

test.beforeAll(({ browser }) => adoptCatalogue(browser));
test.use({ geolocation: { latitude: 27.5568, longitude: 119.7174, accuracy: 15 }, permissions: ["geolocation"] });

test("a deduction with a photo takes a person less than twenty seconds, without a line", async ({ page, context }) => {
  await openPhone(page);
  const photo = Buffer.from(
    await page.evaluate(() => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 1200 });
      canvas.getContext("2d")!.fillRect(200, 200, 800, 600);
      return canvas.toDataURL("image/jpeg").split(",")[1]!;
    }),
    "base64",
  );
  await countActs(page);
  await context.setOffline(true);
  await page.reload();

  await page.getByRole("list", { name: "单位" }).getByRole("button").first().click();
  await page.getByRole("list", { name: "扣分项目" }).getByRole("button").first().click();
  const camera = page.waitForEvent("filechooser");
  await page.locator("label.field-shutter").click();
  await (await camera).setFiles({ name: "现场.jpg", mimeType: "image/jpeg", buffer: photo });
  await expect(page.getByRole("img", { name: "照片 1" })).toBeVisible();
  await page.getByRole("button", { name: /^照条款写/ }).click();
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await expect(page.getByRole("status")).toBeVisible();
  await counters(page, 0, 1);

  const acts = await page.evaluate(() => window.acts);
  expect(acts).toEqual({ taps: 5, keys: 0 });
  const seconds = secondsFor(acts);
  test.info().annotations.push({ type: "keystroke-level model", description: `${seconds.toFixed(1)} s` });
  expect(seconds).toBeLessThan(LIMIT);

  const [row] = await stored<{ draft: { note: string } }>(page, "outbox");
  await context.setOffline(false);
  await counters(page, 1, 0);
  const [kept] = await keptBy(context, row!.draft.note);
  expect(kept!.photos).toEqual(["现场"]);
});
