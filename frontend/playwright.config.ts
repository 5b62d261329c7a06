import { defineConfig } from "@playwright/test";
import { ADDRESS } from "./e2e/address";

export default defineConfig({
  testDir: "./e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/start.ts",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: [["list"]],
  projects: [
    { name: "pages", testMatch: "pages.spec.ts", fullyParallel: true },
    { name: "seen", testMatch: "pages-seen.spec.ts", dependencies: ["pages"] },
    { name: "stories", testIgnore: /pages(-seen)?\.spec\.ts/ },
  ],
  use: {
    baseURL: ADDRESS,
    trace: "off",
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
