/// <reference types="vitest/config" />
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Writes a .gz beside each larger asset, so that the one-process server need not compress on every request. */
function packed(): Plugin {
  return {
    name: "packed",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const content = file.type === "chunk" ? file.code : file.source;
        if (!file.fileName.startsWith("assets/") || content.length < 1024) continue;
        this.emitFile({ type: "asset", fileName: `${file.fileName}.gz`, source: gzipSync(content, { level: 9 }) });
      }
    },
  };
}

const root = fileURLToPath(new URL(".", import.meta.url));
const server = process.env["HENGJIAN_DEV_SERVER"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), packed()],
  resolve: { alias: { "@": `${root}src` } },
  server: { proxy: { "/api": server, "/bulletin": server } },
  build: {
    target: "es2022",
    rollupOptions: { input: { office: `${root}index.html`, field: `${root}m/index.html` } },
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/setup.ts"],
  },
});
