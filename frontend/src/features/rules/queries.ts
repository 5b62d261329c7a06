import { api, data, type Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";

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

function refusedRule(errors: readonly Schema<"ProblemFieldError">[]): ApiProblem {
  return new ApiProblem({
    status: 422,
    code: errors[0]?.code ?? "unknown",
    detail: errors.map((error) => error.message).join(" "),
    errors: errors.map((error) => ({
      ...error,
      pointer: FIELD_OF[error.code] ?? error.pointer.replace(/^\/items\/0/, ""),
    })),
  });
}

async function enterOne(entry: RuleEntry, isTrial: boolean) {
  const body = { items: [entry], dry_run: isTrial, all_or_nothing: true };
  try {
    const { items } = await data(api.POST("/api/v1/supervision/deduction-rules:batch", { body }));
    return items[0];
  } catch (error) {
    throw error instanceof ApiProblem && error.errors.length > 0 ? refusedRule(error.errors) : error;
  }
}

/** Tried before it is written: a batch would otherwise overwrite the rule that has this code. */
export async function createRule(entry: RuleEntry, taken: string): Promise<void> {
  const trial = await enterOne(entry, true);
  if (trial?.status === "refused") throw refusedRule(trial.errors);
  if (trial?.status !== "created") throw refusedRule([{ pointer: "/code", code: "code_taken", message: taken }]);
  await enterOne(entry, false);
}

export async function changeRule(entry: RuleEntry): Promise<void> {
  await enterOne(entry, false);
}
