import { api, data, ifMatch, type Schema } from "@/api/client";
import { enterNew } from "@/lib/entering";
import { placeRefusal } from "@/lib/refusals";

export type Account = Schema<"AccountView">;
export type AccountEntry = Schema<"AccountEntry">;
export type AccountChange = Schema<"AccountChange">;
export type Role = Schema<"Role">;

export const ROLES: readonly Role[] = [
  "administrator",
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
    role_not_here: roles,
    last_administrator: roles,
    weak_password: { pointer: "/password" },
  });
}
