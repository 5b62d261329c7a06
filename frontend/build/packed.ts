import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const PACKED = /^(assets|api\/v1)\//;

/** Writes a .gz beside each larger asset, so that the one-process server need not compress on every request. */
export function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    async writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => PACKED.test(file))) {
        const content = await readFile(join(dir!, name));
        if (content.length >= 1024) await writeFile(join(dir!, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
