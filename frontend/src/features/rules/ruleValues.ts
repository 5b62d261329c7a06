import type { DeductionRule, RuleEntry } from "./queries";

/** The rule as the form holds it: fixed points or a range is chosen first. */
export type RuleValues = RuleEntry & { is_range: boolean };

/** `meaning` says when the factor 1 applies. */
export function beginRule(year: number, meaning: string): Partial<RuleValues> {
  return {
    is_range: false,
    factors: [{ factor: "1", meaning, meaning_en: "" }],
    unit_kinds: ["township", "department", "vertical"],
    valid_from: `${String(year)}-01-01`,
    is_late_report: false,
  };
}

export function valuesOf(rule: DeductionRule): RuleValues {
  return { ...contentOf(rule), is_range: rule.points === null };
}

/** The rule as it is entered again. */
export function contentOf(rule: DeductionRule): RuleEntry {
  const { id, version, updated_at, ...entry } = rule;
  void [id, version, updated_at];
  return entry;
}

/** What is sent: of points and range the one that was chosen, and nothing for what was left empty. */
export function entryOf(values: RuleValues, fixed: { year: number; code: string; valid_to: string | null }): RuleEntry {
  const { is_range: isRange, ...entry } = values;
  return {
    ...entry,
    ...fixed,
    points: isRange ? null : (entry.points ?? null),
    points_min: isRange ? (entry.points_min ?? null) : null,
    points_max: isRange ? (entry.points_max ?? null) : null,
    points_step: isRange ? (entry.points_step ?? null) : null,
    repeat_factor: entry.repeat_factor ? entry.repeat_factor : null,
    rectification_days: entry.rectification_days ?? null,
    overdue_rule_code: entry.overdue_rule_code ?? null,
  };
}
