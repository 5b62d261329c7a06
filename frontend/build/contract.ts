import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";
import { parse } from "yaml";

const CONTRACT = new URL("../../openapi.yaml", import.meta.url);

/** The public contract as the JSON that programs ask for. */
export async function contractJson(): Promise<string> {
  return JSON.stringify(parse(await readFile(CONTRACT, "utf8")));
}

/** Puts the contract where it is served, beside the page that shows it. */
export function contract(): Plugin {
  return {
    name: "contract",
    apply: "build",
    async generateBundle() {
      this.emitFile({ type: "asset", fileName: "api/v1/openapi.json", source: await contractJson() });
    },
  };
}
