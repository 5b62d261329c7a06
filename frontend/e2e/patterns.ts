import { readFileSync } from "node:fs";
import { join } from "node:path";
import { matchPath } from "react-router";

/** Where each reader leaves which pages of the routes table it saw. */
export const SEEN = join(import.meta.dirname, "../test-results/pages-seen");

const table = readFileSync(join(import.meta.dirname, "../src/routes/routes.tsx"), "utf8");
export const patterns = [...table.matchAll(/\{ path: "(\/[^"]*)", page:/g)].map((found) => found[1]!);

export function patternOf(address: string): string | undefined {
  const path = address.split(/[?#]/)[0]!;
  const matching = patterns.filter((pattern) => matchPath(pattern, path) !== null);
  return matching.find((pattern) => !pattern.includes(":")) ?? matching[0];
}
