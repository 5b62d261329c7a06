import type { Trial } from "./queries";

type Subject = Trial["classes"][number]["subjects"][number];

/** Places won under the tried scheme, negative for places lost; null where there is nothing to compare. */
export function moveOf({ before, after }: Subject): number | null {
  if (before?.rank == null || after?.rank == null) return null;
  return before.rank - after.rank;
}

/** How many subjects are compared, how many of them change place, and how many change tier. */
export function countMoves(subjects: readonly Subject[]): { compared: number; places: number; tiers: number } {
  const compared = subjects.filter((subject) => subject.before && subject.after);
  return {
    compared: compared.length,
    places: compared.filter((subject) => moveOf(subject) !== 0).length,
    tiers: compared.filter((subject) => subject.before?.tier !== subject.after?.tier).length,
  };
}
