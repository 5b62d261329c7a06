import type { PlanTarget } from "./queries";

/** The last milestone is the target itself. */
export const YEAR_END = 12;

/** Milestones in the order of the year. */
export function inOrder(milestones: Record<string, string>): { month: number; value: string }[] {
  return Object.entries(milestones)
    .map(([month, value]) => ({ month: Number(month), value }))
    .sort((a, b) => a.month - b.month);
}

/** The former versions of one target, oldest first. */
export function formerOf(target: PlanTarget, former: readonly PlanTarget[]): PlanTarget[] {
  return former
    .filter((old) => old.indicator_code === target.indicator_code)
    .sort((a, b) => (a.until_version ?? 0) - (b.until_version ?? 0));
}

/** Targets that stood in a former version and stand no more. */
export function dropped(targets: readonly PlanTarget[], former: readonly PlanTarget[]): PlanTarget[] {
  const standing = new Set(targets.map((target) => target.indicator_code));
  return former.filter((old) => !standing.has(old.indicator_code));
}
