import type { Subject } from "./queries";
import { toDrawn } from "@/lib/decimals";
import { linear, type Scale } from "@/lib/scales";

export interface Dot {
  code: string;
  x: number;
  /** How many dots of its row stand nearer to the axis at the same place. */
  level: number;
}

/** Over the totals of all rows, so that rows can be compared by eye. */
export function scaleOf(subjects: readonly Subject[], range: readonly [number, number]): Scale | null {
  const totals = subjects.flatMap(({ before, after }) =>
    [before, after].flatMap((line) => (line ? [toDrawn(line.total)] : [])),
  );
  if (totals.length === 0) return null;
  const least = Math.min(...totals);
  const most = Math.max(...totals);
  return linear(least === most ? [least - 1, most + 1] : [least, most], range);
}

/** Dots side by side where there is room, above each other where there is none. */
export function placeDots(
  subjects: readonly Subject[],
  side: "before" | "after",
  xOf: (total: string) => number,
  size: number,
): Dot[] {
  const ends: number[] = [];
  return subjects
    .flatMap((subject) => {
      const line = subject[side];
      return line ? [{ code: subject.code, x: xOf(line.total) }] : [];
    })
    .sort((one, other) => one.x - other.x)
    .map(({ code, x }) => {
      const free = ends.findIndex((end) => x - end >= size);
      const level = free < 0 ? ends.length : free;
      ends[level] = x;
      return { code, x, level };
    });
}

export type Turn = "up" | "down" | "same";

const ORDER = ["advanced", "standard", "lagging"];

/** Whether the subject's tier becomes better or worse. */
export function turnOf({ before, after, changes_tier }: Subject): Turn {
  if (!changes_tier || !before?.tier || !after?.tier) return "same";
  const [old, now] = [before.tier, after.tier].map((tier) => ORDER.indexOf(tier));
  if (old! < 0 || now! < 0) return (after.rank ?? 0) <= (before.rank ?? 0) ? "up" : "down";
  return now! < old! ? "up" : "down";
}
