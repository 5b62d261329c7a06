import type { Rule } from "@/field/store/types";
import { showShort } from "@/lib/decimals";

/** Rules that are in force on the day and apply to the kind of unit, or to any while none is chosen. */
export function rulesFor(rules: readonly Rule[], day: string, kind: string | undefined): Rule[] {
  return rules.filter(
    (rule) =>
      rule.valid_from <= day &&
      (rule.valid_to === null || rule.valid_to >= day) &&
      rule.year === Number(day.slice(0, 4)) &&
      (kind === undefined || rule.unit_kinds.some((one) => one === kind)),
  );
}

export function findRules(rules: readonly Rule[], typed: string): Rule[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return [...rules];
  return rules.filter((rule) =>
    [rule.title, rule.title_en, rule.code].some((words) => words.toLowerCase().includes(text)),
  );
}

/** What one count of a rule costs: its points, or the range. */
export function worth(rule: Rule): string {
  return rule.points === null
    ? `${showShort(rule.points_min ?? "")}–${showShort(rule.points_max ?? "")}`
    : showShort(rule.points);
}

/** The steps of a range, as far as they are few enough to be buttons. */
export function stepsOf(rule: Rule, most = 12): string[] {
  if (rule.points !== null || !rule.points_min || !rule.points_max || !rule.points_step) return [];
  const scale = 10_000n;
  const whole = (value: string): bigint => {
    const [units = "0", fraction = ""] = value.split(".");
    return BigInt(units) * scale + BigInt(fraction.padEnd(4, "0").slice(0, 4));
  };
  const [low, high, step] = [whole(rule.points_min), whole(rule.points_max), whole(rule.points_step)];
  const steps: string[] = [];
  for (let value = low; value <= high && steps.length <= most; value += step) {
    steps.push(showShort(`${String(value / scale)}.${String(value % scale).padStart(4, "0")}`));
  }
  return steps.length > most ? [] : steps;
}
