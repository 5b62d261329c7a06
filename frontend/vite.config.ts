/// <reference types="vitest/config" />
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Writes a .gz beside each larger asset, so that the one-process server need not compress on every request. */
function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    async writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => file.startsWith("assets/"))) {
        const content = await readFile(join(dir!, name));
        if (content.length >= 1024) await writeFile(join(dir!, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

const root = fileURLToPath(new URL(".", import.meta.url));
const server = process.env["HENGJIAN_DEV_SERVER"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), packed()],
  resolve: { alias: { "@": `${root}src` } },
  server: { proxy: { "/api": server, "/bulletin": server, "/seals": server } },
  build: {
    target: "es2022",
    rollupOptions: { input: { office: `${root}index.html`, field: `${root}m/index.html` } },
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: "jsdom",
    testTimeout: 60_000,
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/setup.ts"],
  },
});
