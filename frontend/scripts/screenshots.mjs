/**
 * Pictures of pages of a running demo server, desktop and phone, in both languages.
 * node scripts/screenshots.mjs <address> <demo.json> <folder> <role> <path>...
 */
import { mkdirSync, readFileSync } from "node:fs";
import { chromium } from "@playwright/test";

const [address, demoFile, folder, role, ...paths] = process.argv.slice(2);
const login = JSON.parse(readFileSync(demoFile, "utf8")).logins.find((entry) => entry.role === role);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
const screens = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
for (const language of ["zh-CN", "en"]) {
  for (const [name, viewport] of Object.entries(screens)) {
    const context = await browser.newContext({ baseURL: address, viewport });
    await context.addInitScript((chosen) => localStorage.setItem("hengjian.language", chosen), language);
    const signedIn = await context.request.post("/api/v1/directory/session", {
      data: { username: login.username, password: login.password },
    });
    if (!signedIn.ok()) throw new Error(await signedIn.text());
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(path, error.message));
    let path = "";
    for (path of paths) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await page.locator("[aria-busy=true], .ant-skeleton").first().waitFor({ state: "detached", timeout: 15_000 });
      const file = `${folder}/${role}${path.replaceAll(/[^a-zA-Z0-9-]+/g, "_")}-${name}-${language}.png`;
      await page.screenshot({ path: file, fullPage: name === "phone" });
      console.log(file);
    }
    await context.close();
  }
}
await browser.close();
