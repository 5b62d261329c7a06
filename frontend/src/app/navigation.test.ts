import { describe, expect, it } from "vitest";
import { navigation, navigationFor } from "@/app/navigation";
import type { Session } from "@/auth/session";
import { pages } from "@/routes/routes";

function session(changes: Partial<Session>): Session {
  return {
    username: "somebody",
    account_id: "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b01",
    display_name: "某人",
    roles: [],
    permissions: [],
    unit: null,
    cadre_code: null,
    county_name: "",
    is_demo: false,
    office_now: "2026-03-05T09:00:00+08:00",
    ...changes,
  };
}

describe("navigation", () => {
  it("shows only what the role may open, and no empty group", () => {
    const groups = navigationFor(session({ permissions: ["directory:unit:read", "directory:account:read"] }));
    expect(groups.flatMap((group) => group.entries.map((entry) => entry.key))).toEqual(["home", "units", "accounts"]);
    expect(navigationFor(session({}))).toEqual([]);
  });

  it("shows one's own result to whoever has a file", () => {
    const paths = (found: Session) => navigationFor(found).flatMap((group) => group.entries.map((entry) => entry.path));
    expect(paths(session({ cadre_code: "T01-C01" }))).toContain("/my-result");
    expect(paths(session({ permissions: ["appraisal:review:request"] }))).not.toContain("/my-result");
  });

  it("leads only to pages that exist", () => {
    const known = pages.map((page) => page.path);
    for (const entry of navigation.flatMap((group) => group.entries)) expect(known).toContain(entry.path);
  });
});
