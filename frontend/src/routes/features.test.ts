import { describe, expect, it } from "vitest";
import { isOpen, menuFor } from "@/app/pages";
import type { Session } from "@/auth/session";
import { features } from "@/routes/features";

const pages = features.flatMap((feature) => feature.pages);

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
    is_rehearsal: false,
    office_now: "2026-03-05T09:00:00+08:00",
    must_change_password: false,
    idle_minutes: 30,
    sign_in_before: null,
    ...changes,
  };
}

describe("the menu", () => {
  const shown = (found: Session) => menuFor(pages, found).flatMap((group) => group.pages);

  it("shows only what the role may open, and no empty group", () => {
    const reader = session({ permissions: ["directory:unit:read", "directory:account:read"] });
    expect(shown(reader).map((page) => page.title)).toEqual(["home", "units", "accounts", "ownTies"]);
    expect(menuFor(pages, session({}))).toEqual([]);
  });

  it("shows one's own result to whoever has a file", () => {
    const paths = (found: Session) => shown(found).map((page) => page.path);
    expect(paths(session({ cadre_code: "T01-C01" }))).toContain("/my-result");
    expect(paths(session({ permissions: ["appraisal:review:request"] }))).not.toContain("/my-result");
  });

  it("leads only to pages that need no record, in the year's flow", () => {
    const everybody = session({
      permissions: pages.flatMap(({ opens }) => (typeof opens === "function" ? [] : opens)),
    });
    const found = shown(everybody);
    expect(found.filter(({ path }) => path.includes(":"))).toEqual([]);
    expect(found.slice(0, 11).map(({ title }) => title)).toEqual([
      "home",
      "county",
      "years",
      "indicators",
      "plans",
      "reports",
      "values",
      "midyear",
      "rounds",
      "visits",
      "draws",
    ]);
  });
});

describe("the table of pages", () => {
  it("knows each address and each name once", () => {
    for (const of of ["path", "title"] as const) {
      const all = pages.map((page) => page[of]);
      expect(all.filter((value, place) => all.indexOf(value) !== place)).toEqual([]);
    }
  });

  it("opens nothing but the own account to somebody without a permission and without a file", () => {
    expect(pages.filter((page) => isOpen(page, session({}))).map(({ title }) => title)).toEqual(["ownAccount"]);
  });

  it("loads the code of each page by what the page is made of", async () => {
    const loaded = await Promise.all(pages.map((page) => page.load()));
    expect(loaded.filter(({ default: Content }) => typeof Content !== "function")).toEqual([]);
  });
});
