import type { Client } from "./queries";

export type Scope = Client["scopes"][number];

/** What each scope opens, by its name in the texts; the contract knows no others. */
export const SCOPE_NAMES = {
  "directory:unit:read": "units",
  "directory:cadre:read": "cadres",
  "directory:person:read": "people",
  "directory:account:read": "accounts",
  "targets:year:read": "years",
  "targets:indicator:read": "indicators",
  "targets:plan:read": "plans",
  "targets:report:read": "reports",
  "targets:round:read": "targetRounds",
  "targets:value:read": "values",
  "supervision:visit:read": "visits",
  "supervision:draw:read": "draws",
  "supervision:rule:read": "rules",
  "supervision:deduction:read": "deductions",
  "supervision:deduction:record": "recording",
  "supervision:evidence:upload": "uploading",
  "supervision:rectification:read": "rectifications",
  "supervision:round:read": "rounds",
  "appraisal:scheme:read": "schemes",
  "appraisal:sheet:read": "sheets",
  "appraisal:evaluation:read": "evaluations",
  "appraisal:ballot:read": "ballots",
  "appraisal:bonus:read": "bonuses",
  "appraisal:veto:read": "vetoes",
  "appraisal:standing:read": "standings",
  "appraisal:result:read": "results",
  "appraisal:review:read": "reviews",
  "personnel:rule:read": "linkage",
  "personnel:proposal:read": "proposals",
  "personnel:nomination:read": "nominations",
  "personnel:quota:read": "quotas",
  "personnel:grade:read": "grades",
  "personnel:outcome:read": "outcomes",
} as const satisfies Record<Scope, string>;

export const SCOPES = Object.keys(SCOPE_NAMES) as readonly Scope[];

export const SERVICES_OF_SCOPES = ["directory", "targets", "supervision", "appraisal", "personnel"] as const;
