import type { Candidate, RoundDetail, Step } from "./queries";

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

/** How far a candidate came, as the key of the last stage reached. */
export function reached(candidate: Candidate): string {
  if (candidate.is_appointed) return "appointed";
  if (candidate.is_inspected) return "inspection";
  if (candidate.is_plenary_recommended) return "plenary_recommended";
  if (candidate.is_on_slate) return "slate";
  if (candidate.is_preliminary) return "preliminary";
  return candidate.is_excluded ? "excluded" : "suggested";
}

/** The stages that the round has come to, with how many were left after each. */
export function funnelRows(funnel: RoundDetail["funnel"]): { key: (typeof FUNNEL)[number]; count: number }[] {
  return FUNNEL.flatMap((key) => {
    const count = funnel[key];
    return count === null ? [] : [{ key, count }];
  });
}
