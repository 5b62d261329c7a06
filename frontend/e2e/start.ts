import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADDRESS, PORT } from "./address";

/** Another one than that of the journeys, so that the year is played in two ways. */
const SEED = "2027";

function run(command: string, args: string[], home: string): ChildProcess {
  return spawn(command, args, {
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
 * A real server with a small year played into it; stopped and removed afterwards. Where HENGJIAN_E2E_URL names a
 * demo server that runs already, that one is used, with the logins of HENGJIAN_E2E_HOME.
 */
export default async function start(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["HENGJIAN_E2E_URL"]) return undefined;
  const home = mkdtempSync(join(tmpdir(), "hengjian-e2e-"));
  process.env["HENGJIAN_E2E_HOME"] = home;
  const bin = join(import.meta.dirname, "..", "..", ".venv", "bin", "hengjian");
  const server = run(bin, ["up", "--demo", "--no-simulate"], home);
  const stopped = new Promise<void>((resolve) =>
    server.once("exit", () => {
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    server.kill("SIGTERM");
    await stopped;
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await until(async () => (await fetch(`${ADDRESS}/api/v1/health`)).ok, "starting", 60);
    const year = run(bin, ["simulate-year", "--small", "--seed", SEED, "--url", ADDRESS], home);
    const code = await new Promise<number | null>((resolve) => year.once("exit", resolve));
    if (code !== 0) throw new Error("the small year stopped early");
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
