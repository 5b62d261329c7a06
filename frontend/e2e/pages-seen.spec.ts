import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { patterns, SEEN } from "./patterns";

/** Runs once all readers of pages.spec.ts have come through; if one has not, it alone is what is told. */
test("every page of the routes table was looked at", () => {
  const seen = readdirSync(SEEN).flatMap((name) => JSON.parse(readFileSync(join(SEEN, name), "utf8")) as string[]);
  expect(patterns.filter((pattern) => !seen.includes(pattern))).toEqual([]);
});
