import type { TFunction } from "i18next";
import type { Candidate, RoundDetail, Step } from "./queries";
import { wordOf } from "@/i18n/words";

/** Those whom the step is about: voted on, or chosen from. */
export function candidatesFor(step: Step, candidates: readonly Candidate[]): Candidate[] {
  switch (step) {
    case "suggest":
      return [];
    case "recommend":
      return candidates.filter((candidate) => !candidate.is_excluded);
    case "slate":
      return candidates.filter((candidate) => candidate.is_preliminary);
    case "plenary":
      return candidates.filter((candidate) => candidate.is_on_slate);
    case "inspect":
      return candidates.filter((candidate) => candidate.is_plenary_recommended);
    case "decide":
      return candidates.filter((candidate) => candidate.is_inspected);
  }
}

export const FUNNEL = [
  "ranked",
  "suggested",
  "preliminary",
  "slate",
  "plenary_recommended",
  "inspection",
  "appointed",
] as const;

export type Stage = (typeof FUNNEL)[number] | "excluded";

/** How far a candidate came, as the key of the last stage reached. */
export function reached(candidate: Candidate): Stage {
  if (candidate.is_appointed) return "appointed";
  if (candidate.is_inspected) return "inspection";
  if (candidate.is_plenary_recommended) return "plenary_recommended";
  if (candidate.is_on_slate) return "slate";
  if (candidate.is_preliminary) return "preliminary";
  return candidate.is_excluded ? "excluded" : "suggested";
}

/** The stages that the round has come to, with how many were left after each. */
export function funnelRows(funnel: RoundDetail["funnel"]): { key: Stage; count: number }[] {
  return FUNNEL.flatMap((key) => {
    const count = funnel[key];
    return count === null ? [] : [{ key, count }];
  });
}

/** Classes of leading cadres before those of ordinary ones, from whom a round seldom takes anybody. */
export function leadersFirst(codes: readonly string[]): string[] {
  const isLeading = (code: string): boolean => /^(chief|deputy)-/.test(code);
  return [...codes.filter(isLeading), ...codes.filter((code) => !isLeading(code))];
}

const LOW_GRADE = /^(\d{4}): (basically_competent|incompetent)$/;
const TENURE = /^任现职 (\d+) 个月/;

/** Why somebody was left out. What the records say comes as a code or figure, what the office knows as it was typed. */
export function sayExclusion(t: TFunction<"nominations">, candidate: Candidate): string {
  const reason = candidate.exclusion_reason ?? "";
  if (reason === candidate.unit_code) return candidate.unit_name;
  const grade = LOW_GRADE.exec(reason);
  if (grade) return t("gradeOf", { year: grade[1], grade: wordOf("nominations:grades", grade[2]!) });
  const months = TENURE.exec(reason);
  return months ? t("monthsInPost", { count: Number(months[1]) }) : reason;
}

const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 2 });

/** A share as people say it: 0.3 is 30%. */
export function showShare(share: string): string {
  return percent.format(share as `${number}`);
}
