import { readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect, it } from "vitest";

const sources: Record<string, string> = import.meta.glob("../**/*.tsx", {
  base: "/src",
  query: "?raw",
  import: "default",
  eager: true,
});
/** Read from the disk: a sheet that is imported here comes empty. */
const sheets = Object.fromEntries(
  Object.keys(import.meta.glob("../**/*.module.css", { base: "/src" })).map((sheet) => [
    sheet,
    readFileSync(join("src", sheet), "utf8"),
  ]),
);

/** Of each sheet, the classes that some file asks it for. */
function asked(): Map<string, Set<string>> {
  const found = new Map(Object.keys(sheets).map((sheet) => [sheet, new Set<string>()]));
  for (const [file, text] of Object.entries(sources)) {
    for (const [, name, path] of text.matchAll(/import (\w+) from "([^"]+\.module\.css)"/g)) {
      const sheet = path!.startsWith("@/") ? `./${path!.slice(2)}` : `./${join(dirname(file), path!)}`;
      for (const [, wanted] of text.matchAll(new RegExp(`(?<!/)\\b${name!}\\.(\\w+)`, "g")))
        found.get(sheet)!.add(wanted!);
    }
  }
  return found;
}

it.each([...asked()])("%s has the classes that are asked of it, and no other", (sheet, wanted) => {
  const classes = new Set([...sheets[sheet]!.matchAll(/\.([a-z]\w*)(?=[^{}]*\{)/g)].map(([, name]) => name!));
  expect(wanted).toEqual(classes);
});
