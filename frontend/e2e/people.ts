import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

interface Login {
  role: string;
  username: string;
  password: string;
}

/** One for each role. */
export function logins(): Login[] {
  const file = join(process.env["HENGJIAN_E2E_HOME"] ?? "", "demo.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { logins: Login[] }).logins;
}

export function login(role: string): Login {
  const found = logins().find((entry) => entry.role === role);
  if (!found) throw new Error(`no demo login for ${role}`);
  return found;
}

/** Signs in without the form, which has a story of its own, and looks at the year that was played: others may open. */
export async function signIn(page: Page, role: string, language: "zh-CN" | "en" = "zh-CN"): Promise<void> {
  const { username, password } = login(role);
  const answer = await page.request.post("/api/v1/directory/session", {
    data: { username, password },
  });
  expect(answer.status()).toBe(201);
  await page.addInitScript((chosen) => {
    localStorage.setItem("hengjian.language", chosen);
    if (!sessionStorage.getItem("hengjian.year")) sessionStorage.setItem("hengjian.year", "2026");
  }, language);
}

/** Whoever is signed in sends a request that writes. */
export async function write<Answer>(page: Page, path: string, data: object, status: number): Promise<Answer> {
  const cookies = await page.context().cookies();
  const token = cookies.find(({ name }) => name === "hj_csrf")?.value ?? "";
  const answer = await page.request.post(path, { data, headers: { "X-CSRF-Token": token } });
  expect(answer.status(), await answer.text()).toBe(status);
  return (await answer.json()) as Answer;
}

/** Signs in as somebody new of the appraisal office, who has changed the given password as everybody must. */
export async function signInAsNew(page: Page, username: string): Promise<void> {
  const given = "seven grey lanterns by the weir";
  await signIn(page, "administrator");
  const account = {
    username,
    password: given,
    display_name: "演练起草人",
    roles: ["appraisal_office"],
    person_code: username,
  };
  await write(page, "/api/v1/directory/accounts:batch", { items: [account] }, 200);
  await signIn(page, "security_administrator");
  const address = `/api/v1/directory/grants?state=waiting&username=${username}`;
  const { items } = (await (await page.request.get(address)).json()) as { items: { id: string }[] };
  const decisions = items.map(({ id }) => ({ id, decision: "confirm" }));
  await write(page, "/api/v1/directory/grants:decide", { items: decisions }, 200);
  const entered = await page.request.post("/api/v1/directory/session", { data: { username, password: given } });
  expect(entered.status()).toBe(201);
  const cookies = await page.context().cookies();
  const changed = await page.request.post("/api/v1/directory/session:change-password", {
    data: { present: given, new: "a heron above nine quiet fields" },
    headers: { "X-CSRF-Token": cookies.find(({ name }) => name === "hj_csrf")?.value ?? "" },
  });
  expect(changed.status(), await changed.text()).toBe(204);
}
