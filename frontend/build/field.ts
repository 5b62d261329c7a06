import { gzipSync } from "node:zlib";
import { join } from "node:path";
import type { Plugin } from "vite";
import { generateSW } from "workbox-build";

const ENTRY = "m/index.html";
const KEPT_BESIDE = ["icon.svg", "m/index.html", "m/manifest.webmanifest", "m/icon-192.png"];
const MOST_BYTES = 120_000;
/** Of which the phone keeps nothing. */
const OFFICE = /\/src\/features\/|\/node_modules\/antd\//;
const LANGUAGES = /\/i18n\/field\.[\w-]+\.ts$/;

interface Chunk {
  type: "chunk";
  fileName: string;
  code: string;
  imports: string[];
  dynamicImports: string[];
  facadeModuleId: string | null;
  moduleIds: string[];
  viteMetadata?: { importedCss: Set<string> };
}

type Chunks = Map<string, Chunk>;

/** Everything that is loaded from `start` on; `follows` says which imports are. */
function reachable(chunks: Chunks, start: string, follows: (chunk: Chunk) => readonly string[]): Chunk[] {
  const found = new Set<string>();
  const waiting = [start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = chunks.get(name);
    if (!chunk || found.has(name)) continue;
    found.add(name);
    waiting.push(...follows(chunk));
  }
  return [...found].map((name) => chunks.get(name)!);
}

/** Script that a first visit loads: what the page imports, and the larger of its languages. */
function firstLoadBytes(chunks: Chunks, entry: Chunk): number {
  const size = (all: readonly Chunk[]): number =>
    all.reduce((sum, chunk) => sum + gzipSync(chunk.code, { level: 9 }).length, 0);
  const now = reachable(chunks, entry.fileName, (chunk) => chunk.imports);
  const languages = [...chunks.values()]
    .filter((chunk) => LANGUAGES.test(chunk.facadeModuleId ?? ""))
    .map((language) =>
      size(reachable(chunks, language.fileName, (chunk) => chunk.imports).filter((chunk) => !now.includes(chunk))),
    );
  if (languages.length === 0) throw new Error("the field app's languages were not found");
  return size(now) + Math.max(...languages);
}

/**
 * The field app offline: a worker that keeps the files of this entry, and of no other, on the phone. Data are kept by
 * the app itself. A build whose first visit would load more script than a mountain road bears fails, and one whose phone
 * would keep code of the office.
 */
export function fieldApp(): Plugin {
  let files: string[] = [];
  let folder = "";
  return {
    name: "field-app",
    apply: "build",
    writeBundle({ dir }, bundle) {
      folder = dir!;
      const chunks: Chunks = new Map();
      for (const output of Object.values(bundle)) {
        if (output.type === "chunk") chunks.set(output.fileName, output);
      }
      const entry = [...chunks.values()].find((chunk) => chunk.facadeModuleId?.endsWith(`/${ENTRY}`));
      if (!entry) throw new Error("the field app's entry was not found");
      const bytes = firstLoadBytes(chunks, entry);
      if (bytes > MOST_BYTES) {
        throw new Error(
          `the field app's first visit loads ${String(bytes)} bytes of script, ${String(MOST_BYTES)} at most`,
        );
      }
      const all = reachable(chunks, entry.fileName, (chunk) => [...chunk.imports, ...chunk.dynamicImports]);
      const strange = all.flatMap((chunk) => chunk.moduleIds).filter((id) => OFFICE.test(id));
      if (strange.length > 0) throw new Error(`the field app would keep code of the office: ${strange.join(", ")}`);
      files = all.flatMap((chunk) => [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])]);
    },
    async closeBundle() {
      if (files.length === 0) return;
      const { warnings } = await generateSW({
        swDest: join(folder, "m/sw.js"),
        globDirectory: folder,
        globPatterns: [...new Set([...files, ...KEPT_BESIDE])],
        modifyURLPrefix: { "": "/" },
        dontCacheBustURLsMatching: /^\/?assets\//,
        navigateFallback: `/${ENTRY}`,
        navigateFallbackAllowlist: [/^\/m\//],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        skipWaiting: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
      });
      if (warnings.length > 0) throw new Error(warnings.join("\n"));
    },
  };
}
