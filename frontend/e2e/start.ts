import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADDRESS, PORT } from "./address";

const ROOT = join(import.meta.dirname, "..", "..");
const BIN = join(ROOT, ".venv", "bin");

function serve(home: string): ChildProcess {
  return spawn(join(BIN, "hengjian"), ["up", "--demo", "--no-simulate"], {
    env: { ...process.env, HENGJIAN_HOME: home, HENGJIAN_PORT: String(PORT) },
    stdio: "ignore",
  });
}

async function until(ready: () => Promise<boolean>, what: string, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await ready().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`${what} took more than ${String(seconds)} s`);
}

/**
 * The folder in which the run keeps its played year (the tests in Python start from copies of the same one), or one
 * in which a year is played now. Whoever comes first plays, the others wait.
 */
function playedYear(folder: string): string {
  const year = process.env["HENGJIAN_TEST_YEAR"] ?? join(folder, "year");
  execFileSync(join(BIN, "python"), ["-m", "tests.support.played", year], { cwd: ROOT, stdio: "inherit" });
  return year;
}

/**
 * A real server on a copy of the played year; stopped and removed afterwards. Where HENGJIAN_E2E_URL names a demo
 * server that runs already, that one is used, with the logins of HENGJIAN_E2E_HOME.
 */
export default async function start(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["HENGJIAN_E2E_URL"]) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "hengjian-e2e-"));
  chmodSync(folder, 0o755); // PostgreSQL's account must reach it
  const home = join(folder, "home");
  process.env["HENGJIAN_E2E_HOME"] = home;
  let server: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (server && server.exitCode === null) {
      const gone = new Promise((resolve) => server?.once("exit", resolve));
      server.kill("SIGTERM");
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    execFileSync("cp", ["-a", join(playedYear(folder), "home"), home]);
    server = serve(home);
    await until(async () => (await fetch(`${ADDRESS}/api/v1/health`)).ok, "starting", 60);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
