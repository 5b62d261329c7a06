import { api, data, type Schema } from "@/api/client";
import { enterNew, enterOne, type BatchOf } from "@/lib/entering";

export type DeductionRule = Schema<"DeductionRuleView">;
export type RuleEntry = Schema<"RuleEntry">;
export type RuleCategory = Schema<"RuleCategory">;

export const CATEGORIES: readonly RuleCategory[] = [
  "meetings",
  "documents",
  "reports",
  "conduct",
  "service",
  "environment",
  "projects",
  "safety",
  "exposure",
];

export const UNIT_KINDS: readonly Schema<"RuleUnitKind">[] = ["township", "department", "vertical"];

export function firstRules(year: number, search: string | undefined) {
  return data(api.GET("/api/v1/supervision/deduction-rules", { params: { query: { year, search, limit: 100 } } }));
}

export function adoptTemplate(year: number) {
  return data(api.POST("/api/v1/supervision/deduction-rules:adopt-template", { body: { year } }));
}

/** The field that a refusal of the whole rule is about. */
const FIELD_OF: Readonly<Record<string, string>> = {
  points_or_range: "/points",
  range_not_in_steps: "/points_step",
  late_report_needs_points: "/points",
  late_report_rule_exists: "/is_late_report",
  factors_incomplete: "/factors",
  repeat_factor_unfit: "/repeat_factor",
  overdue_rule_needs_term: "/rectification_days",
  overdue_rule_unfit: "/overdue_rule_code",
  dates_outside_year: "/valid_from",
  public_text_names_somebody: "/title",
};

const order = {
  fields: FIELD_OF,
  write: (body: BatchOf<RuleEntry>) => data(api.POST("/api/v1/supervision/deduction-rules:batch", { body })),
};

export function createRule(entry: RuleEntry, taken: string): Promise<void> {
  return enterNew(entry, order, { pointer: "/code", message: taken });
}

export async function changeRule(entry: RuleEntry): Promise<void> {
  await enterOne(entry, order);
}
