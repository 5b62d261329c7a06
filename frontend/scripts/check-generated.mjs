/** Fails when the client's types are not what openapi.yaml says. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "hengjian-"));
const fresh = join(folder, "schema.d.ts");
const generator = "node_modules/openapi-typescript/bin/cli.js";
try {
  execFileSync(process.execPath, [generator, "../openapi.yaml", "--output", fresh, "--alphabetize"], {
    stdio: "pipe",
  });
  if (readFileSync(fresh, "utf8") !== readFileSync("src/api/generated/schema.d.ts", "utf8")) {
    console.error("src/api/generated is stale: run make openapi");
    process.exit(1);
  }
} finally {
  rmSync(folder, { recursive: true });
}
