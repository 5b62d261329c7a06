import type { Permission, Session } from "@/auth/session";
import type { Resources } from "@/i18n/resources";

export interface Entry {
  /** Key of the text in `nav`. */
  key: keyof Resources["nav"]["entries"];
  path: string;
  /** Any one of these opens it. */
  anyOf: readonly Permission[];
}

export interface Group {
  key: keyof Resources["nav"]["groups"];
  entries: readonly Entry[];
}

/** The left navigation, by the year's flow. A screen stands here only when it works. */
export const navigation: readonly Group[] = [
  {
    key: "overview",
    entries: [
      { key: "home", path: "/", anyOf: ["directory:unit:read"] },
      { key: "county", path: "/overview", anyOf: ["appraisal:standing:read"] },
    ],
  },
  {
    key: "targets",
    entries: [
      { key: "plans", path: "/plans", anyOf: ["targets:plan:read"] },
      { key: "reports", path: "/reports", anyOf: ["targets:report:read"] },
    ],
  },
  {
    key: "supervision",
    entries: [
      { key: "rounds", path: "/rounds", anyOf: ["supervision:round:read"] },
      { key: "visits", path: "/visits", anyOf: ["supervision:visit:read"] },
      { key: "draws", path: "/draws", anyOf: ["supervision:draw:read"] },
      { key: "recusals", path: "/recusals", anyOf: ["supervision:recusal:read"] },
      { key: "strictness", path: "/strictness", anyOf: ["supervision:draw:manage"] },
      {
        key: "queue",
        path: "/deductions/queue",
        anyOf: ["supervision:deduction:confirm", "supervision:deduction:judge"],
      },
      { key: "deductions", path: "/deductions", anyOf: ["supervision:deduction:read"] },
      { key: "rectifications", path: "/rectifications", anyOf: ["supervision:rectification:read"] },
      { key: "imports", path: "/deduction-imports", anyOf: ["supervision:deduction:confirm"] },
      { key: "rules", path: "/deduction-rules", anyOf: ["supervision:rule:read"] },
    ],
  },
  {
    key: "appraisal",
    entries: [
      { key: "schemes", path: "/schemes", anyOf: ["appraisal:scheme:read"] },
      { key: "sheets", path: "/sheets", anyOf: ["appraisal:sheet:read"] },
      { key: "evaluations", path: "/evaluations", anyOf: ["appraisal:evaluation:read"] },
      { key: "ballots", path: "/ballots", anyOf: ["appraisal:ballot:read"] },
      { key: "manual", path: "/manual-scores", anyOf: ["appraisal:manual:score"] },
      { key: "vetoes", path: "/vetoes", anyOf: ["appraisal:veto:read"] },
      { key: "bonuses", path: "/bonuses", anyOf: ["appraisal:bonus:read"] },
    ],
  },
  {
    key: "results",
    entries: [
      { key: "results", path: "/results", anyOf: ["appraisal:result:read"] },
      { key: "mine", path: "/my-result", anyOf: ["appraisal:review:request"] },
    ],
  },
  {
    key: "personnel",
    entries: [
      { key: "proposals", path: "/proposals", anyOf: ["personnel:proposal:read"] },
      { key: "nominations", path: "/nominations", anyOf: ["personnel:nomination:read"] },
      { key: "quotas", path: "/quotas", anyOf: ["personnel:quota:read"] },
      { key: "record", path: "/record", anyOf: ["personnel:outcome:read"] },
    ],
  },
  {
    key: "administration",
    entries: [
      { key: "units", path: "/units", anyOf: ["directory:unit:read"] },
      { key: "accounts", path: "/accounts", anyOf: ["directory:account:read"] },
    ],
  },
];

function isOpen(entry: Entry, session: Session): boolean {
  if (entry.key === "mine") return session.cadre_code !== null;
  return entry.anyOf.some((permission) => session.permissions.includes(permission));
}

/** What this session may open; groups without an entry vanish. */
export function navigationFor(session: Session): Group[] {
  return navigation
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => isOpen(entry, session)) }))
    .filter((group) => group.entries.length > 0);
}
