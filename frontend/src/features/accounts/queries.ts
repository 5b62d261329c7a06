import { api, data, ifMatch, type Schema } from "@/api/client";
import { enterNew } from "@/lib/entering";
import { placeRefusal } from "@/lib/refusals";

export type Account = Schema<"AccountView">;
export type AccountEntry = Schema<"AccountEntry">;
export type AccountChange = Schema<"AccountChange">;
export type Grant = Schema<"GrantView">;
export type Role = Schema<"Role">;

export const ROLES: readonly Role[] = [
  "administrator",
  "security_administrator",
  "appraisal_office",
  "supervision_office",
  "discipline_office",
  "organisation_department",
  "finance_office",
  "committee",
  "county_leader",
  "unit_head",
  "unit_reporter",
  "indicator_owner",
  "inspector",
  "verifier",
  "scorer",
  "monitor",
  "cadre",
  "auditor",
];

/** Whoever has one of these belongs to a unit. */
export const UNIT_ROLES: ReadonlySet<Role> = new Set(["cadre", "unit_head", "unit_reporter"]);

export interface AccountFilters {
  search: string | undefined;
  role: Role | undefined;
}

export function firstAccounts({ search, role }: AccountFilters) {
  return data(api.GET("/api/v1/directory/accounts", { params: { query: { search, role, limit: 100 } } }));
}

/** The field that a refusal of the whole row is about. */
const FIELD_OF: Readonly<Record<string, string>> = {
  unit_needed: "/unit_code",
  cadre_needed: "/person_code",
  person_needed: "/person_code",
  roles_do_not_mix: "/roles",
  teams_within_a_year: "/roles",
  role_not_here: "/roles",
  last_administrator: "/roles",
  password_needed: "/password",
  weak_password: "/password",
};

export function createAccount(entry: AccountEntry, taken: string): Promise<void> {
  const write = (body: { items: AccountEntry[]; dry_run: boolean; all_or_nothing: boolean }) =>
    data(api.POST("/api/v1/directory/accounts:batch", { body }));
  return enterNew(entry, { write, fields: FIELD_OF }, { pointer: "/username", message: taken });
}

export function changeAccount(username: string, version: number, body: AccountChange) {
  const params = { path: { username }, header: ifMatch(version) };
  const roles = { pointer: "/roles" };
  return placeRefusal(api.PATCH("/api/v1/directory/accounts/{username}", { params, body }), {
    unit_needed: roles,
    cadre_needed: roles,
    roles_do_not_mix: roles,
    teams_within_a_year: roles,
    role_not_here: roles,
    last_administrator: roles,
  });
}

export function resetPassword(username: string, version: number, password: string) {
  const params = { path: { username }, header: ifMatch(version) };
  return placeRefusal(
    api.POST("/api/v1/directory/accounts/{username}:reset-password", { params, body: { password } }),
    { weak_password: { pointer: "/password" } },
  );
}

export function endSessions(username: string) {
  return data(api.POST("/api/v1/directory/accounts/{username}:end-sessions", { params: { path: { username } } }));
}

export function waitingGrants() {
  return data(api.GET("/api/v1/directory/grants", { params: { query: { state: "waiting", limit: 100 } } }));
}

export interface Decision {
  decision: "confirm" | "refuse";
  reason?: string;
}

export function decideGrants(grants: readonly Grant[], decision: Decision) {
  const items = grants.map(({ id }) => ({ id, ...decision }));
  return data(api.POST("/api/v1/directory/grants:decide", { body: { items, dry_run: false, all_or_nothing: true } }));
}
