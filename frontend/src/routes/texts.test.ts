import { dirname, join } from "node:path/posix";
import { expect, it } from "vitest";
import { FIRST } from "@/i18n/office";
import { features } from "@/routes/features";

const sources: Record<string, string> = import.meta.glob("../**/*.{ts,tsx}", {
  base: "/src",
  query: "?raw",
  import: "default",
  eager: true,
});
const names = Object.keys(import.meta.glob("../i18n/zh-CN/*.json")).map((path) => /([\w]+)\.json$/.exec(path)![1]!);

/** The source files that one imports, at once or when they are first needed. */
function importsOf(file: string): string[] {
  const asked = [...sources[file]!.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, path]) => path!);
  return asked.flatMap((path) => {
    const place = path.startsWith("@/")
      ? `./${path.slice(2)}`
      : path.startsWith(".")
        ? `./${join(dirname(file), path)}`
        : "";
    return [`${place}.ts`, `${place}.tsx`].filter((one) => one in sources);
  });
}

/** The namespaces that a file names: those it asks for, and those before a colon. */
function spokenIn(file: string): string[] {
  const asked = [...sources[file]!.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(([, list]) =>
    [...list!.matchAll(/"(\w+)"/g)].map(([, name]) => name!),
  );
  const named = [...sources[file]!.matchAll(/["`](\w+):[\w$]/g)].map(([, name]) => name!);
  return [...asked, ...named].filter((name) => names.includes(name));
}

it.each(features.map((feature) => [feature.pages[0]!.title, feature] as const))(
  "the pages of %s fetch every text that they say",
  (_, feature) => {
    const entry = Object.keys(sources).find(
      (file) => file.endsWith("/feature.ts") && sources[file]!.includes(`path: "${feature.pages[0]!.path}",`),
    )!;
    const pages = [...sources[entry]!.matchAll(/import\("\.\/([^"]+)"\)/g)].map(
      ([, path]) => `${dirname(entry)}/${path!}.tsx`,
    );
    const waiting = pages.map((page) => (page.startsWith("./") ? page : `./${page}`));
    expect(waiting.length).toBeGreaterThanOrEqual(feature.pages.length);
    const seen = new Set<string>();
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      waiting.push(...importsOf(file));
    }
    const spoken = new Set([...seen].flatMap(spokenIn));
    const fetched: readonly string[] = [...FIRST, ...feature.texts];
    expect([...spoken].filter((name) => !fetched.includes(name))).toEqual([]);
  },
);
