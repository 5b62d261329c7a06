import { join } from "node:path";
import { matchPath } from "react-router";
import { ADDRESS } from "./address";

/** Where each reader leaves which pages of the table it saw. */
export const SEEN = join(import.meta.dirname, "../test-results/pages-seen");

// The features' own code, read outside a browser: its client wants to know where the server is.
Object.assign(globalThis, { location: new URL(ADDRESS) });
const { features } = await import("../src/routes/features");
export const patterns = features.flatMap(({ pages }) => pages.map(({ path }) => path));

export function patternOf(address: string): string | undefined {
  const path = address.split(/[?#]/)[0]!;
  const matching = patterns.filter((pattern) => matchPath(pattern, path) !== null);
  return matching.find((pattern) => !pattern.includes(":")) ?? matching[0];
}
