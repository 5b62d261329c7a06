import type { Outlook, SubjectRef } from "@/ui/why/types";
import { add, compare, subtract, toDrawn } from "@/lib/decimals";
import { linear } from "@/lib/scales";

interface Mark {
  key: string;
  kind: "above" | "own" | "below" | "tierAbove" | "tierBelow";
  total: string;
  /** From the subject's own total, never negative. */
  gap: string;
  rank: number | null;
  tier: string | null;
  subjects: readonly SubjectRef[];
}

export interface Placed extends Mark {
  /** How much further down than the mark before it, in points; null for the first. */
  step: string | null;
  /** How far that is drawn. */
  room: number;
}

const LEAST = 6;
const SPREAD = 150;

function marksOf(outlook: Outlook, total: string): Mark[] {
  const marks: Mark[] = [
    { key: "own", kind: "own", total, gap: "0", rank: outlook.rank, tier: outlook.tier, subjects: outlook.tied },
  ];
  for (const kind of ["above", "below"] as const) {
    const found = outlook[kind];
    if (found) marks.push({ key: kind, kind, tier: null, ...found });
  }
  const lines = { tierAbove: outlook.tier_above, tierBelow: outlook.tier_below };
  for (const kind of ["tierAbove", "tierBelow"] as const) {
    const found = lines[kind];
    if (found) marks.push({ key: kind, kind, ...found });
  }
  return marks;
}

/** Where marks of one total stand: a neighbour of a better place above oneself, one of a worse place below. */
const ORDER: Record<Mark["kind"], number> = { tierAbove: 0, above: 1, own: 2, below: 3, tierBelow: 4 };

/** The marks of the ruler from the best down, spaced by how far their totals are apart. */
export function placeMarks(outlook: Outlook): Placed[] {
  if (outlook.total === null) return [];
  const way = outlook.is_ascending ? 1 : -1;
  const marks = marksOf(outlook, outlook.total).sort(
    (one, other) => way * compare(one.total, other.total) || ORDER[one.kind] - ORDER[other.kind],
  );
  const steps = marks.map((mark, at) => (at ? subtract(mark.total, marks[at - 1]!.total).replace("-", "") : null));
  const whole = steps.reduce<string>((sum, step) => (step ? add(sum, step) : sum), "0");
  const room = linear([0, toDrawn(whole)], [LEAST, LEAST + SPREAD]);
  return marks.map((mark, at) => {
    const step = steps[at] ?? null;
    return { ...mark, step, room: step === null ? 0 : Math.round(room(toDrawn(step))) };
  });
}
