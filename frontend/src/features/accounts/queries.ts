import { api, data, ifMatch, type Schema } from "@/api/client";

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

export interface AccountFilters {
  search: string | undefined;
  role: Role | undefined;
}

export function firstAccounts({ search, role }: AccountFilters) {
  return data(api.GET("/api/v1/directory/accounts", { params: { query: { search, role, limit: 100 } } }));
}

/** A batch of one; what the server refuses in the row is thrown as its sentence. */
export async function createAccount(entry: AccountEntry): Promise<void> {
  const body = { items: [entry], dry_run: false, all_or_nothing: true };
  const outcome = await data(api.POST("/api/v1/directory/accounts:batch", { body }));
  const refused = outcome.items.find((row) => row.status === "refused");
  if (refused) throw new Error(refused.errors.map((error) => error.message).join(" "));
}

export function changeAccount(username: string, version: number, body: AccountChange) {
  const params = { path: { username }, header: ifMatch(version) };
  return api.PATCH("/api/v1/directory/accounts/{username}", { params, body });
}
