/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { contract } from "./build/contract.ts";
import { fieldApp } from "./build/field.ts";
import { packed } from "./build/packed.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const server = process.env["HENGJIAN_DEV_SERVER"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), contract(), packed(), fieldApp()],
  resolve: { alias: { "@": `${root}src` } },
  server: { proxy: { "/api": server, "/bulletin": server, "/seals": server } },
  build: {
    target: "es2022",
    rollupOptions: {
      input: { office: `${root}index.html`, field: `${root}m/index.html`, reference: `${root}api/docs/index.html` },
    },
    chunkSizeWarningLimit: 1800,
  },
  test: {
    environment: "jsdom",
    testTimeout: 60_000,
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/setup.ts"],
    /** One world for all files, loaded once; what a test stubs is taken back, so none depends on the one before. */
    isolate: false,
    unstubGlobals: true,
    restoreMocks: true,
  },
});
