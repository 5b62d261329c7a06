import type { Rule } from "../draft/draft";

export type ParameterKind =
  | "number"
  | "limit"
  | "choice"
  | "yesNo"
  | "names"
  | "bands"
  | "shareBands"
  | "brackets"
  | "numbersByName"
  | "kinds"
  | "ends"
  | "step";

export interface Parameter {
  key: string;
  kind: ParameterKind;
  choices?: readonly string[];
  /** What holds where nothing is written; `points` stands for the item's points, `open` for no limit. */
  usual?: string;
  /** Seldom needed: shown under "more". */
  isMore?: boolean;
  /** Only where the rest of the rule makes sense of it. */
  when?: (rule: Rule) => boolean;
}

export interface RuleForm {
  /** What a new rule of this type begins with. */
  start: Rule;
  needsPoints: boolean;
  parameters: readonly Parameter[];
}

const OF = ["actual", "rate", "gap"] as const;
const of = (usual: string): Parameter => ({ key: "of", kind: "choice", choices: OF, usual });
const direction: Parameter = { key: "direction", kind: "choice", choices: ["higher", "lower"], usual: "higher" };
const isSpread = (rule: Rule): boolean => rule["award"] === "spread";
const isStepwise = (rule: Rule): boolean => rule["award"] === "step";

/** The parameters of every rule type of the scheme language: the only place that the form knows them from. */
export const RULE_FORMS: Readonly<Record<string, RuleForm>> = {
  proportional: {
    start: { type: "proportional" },
    needsPoints: true,
    parameters: [direction, { key: "uncapped", kind: "yesNo", usual: "no" }],
  },
  threshold: {
    start: { type: "threshold", of: "rate", at: "100" },
    needsPoints: true,
    parameters: [of("actual"), { key: "at", kind: "number" }, direction],
  },
  step: {
    start: { type: "step", size: "10", up: "0.5", down: "0.5" },
    needsPoints: true,
    parameters: [
      of("rate"),
      { key: "at", kind: "number", usual: "100" },
      { key: "size", kind: "number" },
      { key: "up", kind: "number" },
      { key: "down", kind: "number" },
      { key: "max_up", kind: "number", usual: "open" },
      { key: "max_down", kind: "number", usual: "open" },
      direction,
      { key: "base", kind: "number", usual: "points", isMore: true },
      { key: "zero_at", kind: "number", isMore: true },
      { key: "floor_at", kind: "limit", usual: "0", isMore: true },
      { key: "partial", kind: "choice", choices: ["prorate", "whole", "started"], usual: "prorate", isMore: true },
    ],
  },
  bands: {
    start: { type: "bands", of: "rate", bands: [{ from: "100", points: "10" }, { points: "0" }] },
    needsPoints: false,
    parameters: [of("actual"), { key: "bands", kind: "bands" }],
  },
  brackets: {
    start: { type: "brackets", brackets: [{ width: "10", per: "0.5" }, { per: "0.25" }] },
    needsPoints: true,
    parameters: [of("rate"), { key: "at", kind: "number", usual: "100" }, { key: "brackets", kind: "brackets" }],
  },
  range: {
    start: { type: "range", low: "50", high: "100" },
    needsPoints: false,
    parameters: [
      of("actual"),
      { key: "low", kind: "number" },
      { key: "high", kind: "number" },
      direction,
      { key: "ends", kind: "ends", usual: "peers" },
    ],
  },
  relative_to_best: { start: { type: "relative_to_best" }, needsPoints: true, parameters: [of("actual")] },
  rank: {
    start: { type: "rank", award: "step", step: "1" },
    needsPoints: true,
    parameters: [
      of("actual"),
      direction,
      { key: "award", kind: "choice", choices: ["step", "spread"] },
      { key: "step", kind: "step", when: isStepwise },
      { key: "least", kind: "number", usual: "0", when: isStepwise },
      { key: "first", kind: "number", when: isSpread },
      { key: "last", kind: "number", when: isSpread },
    ],
  },
  deductions: {
    start: { type: "deductions" },
    needsPoints: true,
    parameters: [
      { key: "start", kind: "number", usual: "points", isMore: true },
      { key: "floor_at", kind: "limit", usual: "0", isMore: true },
    ],
  },
  bonuses: {
    start: { type: "bonuses", at_most: "5" },
    needsPoints: false,
    parameters: [
      { key: "at_most", kind: "number", usual: "open" },
      { key: "kinds", kind: "kinds" },
      { key: "once_per_matter", kind: "yesNo", usual: "yes", isMore: true },
    ],
  },
  count: {
    start: { type: "count", per: {} },
    needsPoints: false,
    parameters: [{ key: "per", kind: "numbersByName" }],
  },
  given: { start: { type: "given" }, needsPoints: true, parameters: [] },
  panel: {
    start: { type: "panel" },
    needsPoints: true,
    parameters: [{ key: "trim", kind: "number", usual: "0" }],
  },
  ballot: {
    start: { type: "ballot", values: { satisfied: "100", basically: "70", dissatisfied: "30" } },
    needsPoints: false,
    parameters: [
      { key: "values", kind: "numbersByName" },
      { key: "invalid", kind: "names" },
      { key: "scale", kind: "yesNo", usual: "no" },
    ],
  },
  vote_share: {
    start: {
      type: "vote_share",
      share_of: ["satisfied"],
      options: ["satisfied", "basically", "dissatisfied"],
      bands: [{ from: "90", points: "100" }, { points: "60" }],
    },
    needsPoints: false,
    parameters: [
      { key: "share_of", kind: "names" },
      { key: "bands", kind: "shareBands" },
      { key: "options", kind: "names" },
      { key: "invalid", kind: "names", isMore: true },
    ],
  },
  rank_ballot: {
    start: { type: "rank_ballot", first: "100", step: "2" },
    needsPoints: false,
    parameters: [
      { key: "first", kind: "number" },
      { key: "step", kind: "number" },
    ],
  },
};

export const RULE_TYPES: readonly string[] = Object.keys(RULE_FORMS);

/** Parameters that apply to this rule now, the usual ones first; what is written is never hidden under "more". */
export function shownParameters(rule: Rule): { first: Parameter[]; more: Parameter[] } {
  const all = (RULE_FORMS[rule.type ?? ""]?.parameters ?? []).filter(({ when }) => !when || when(rule));
  const isHidden = ({ key, isMore }: Parameter): boolean => isMore === true && rule[key] === undefined;
  return { first: all.filter((one) => !isHidden(one)), more: all.filter(isHidden) };
}

/** Keys that the form cannot show; they stay as they are and can be changed as JSON. */
export function unknownKeys(rule: Rule): string[] {
  const known = new Set(RULE_FORMS[rule.type ?? ""]?.parameters.map(({ key }) => key));
  return Object.keys(rule).filter((key) => !known.has(key) && !["type", "note", "step_percent"].includes(key));
}

/** The rule with another way to award places: what belongs to the other way goes. */
export function withAward(rule: Rule, award: string): Rule {
  const { type, of: measure, direction: way, note } = rule as Record<string, unknown>;
  const kept = Object.entries({ type, of: measure, direction: way, note }).filter(([, value]) => value !== undefined);
  const fresh = award === "spread" ? { first: "100", last: "60" } : { step: "1" };
  return { ...Object.fromEntries(kept), award, ...fresh };
}
