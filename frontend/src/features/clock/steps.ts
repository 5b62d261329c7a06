/** By how much the clock is moved in one click. */
export const STEPS = ["day", "week", "month"] as const;
type Step = (typeof STEPS)[number];

const DAY_MS = 86_400_000;
const DAYS = { day: 1, week: 7 } as const;

/** The same time of day a day, a week or a month later; the last day of a shorter month where it has no such day. */
export function after(moment: string, step: Step): string {
  if (step !== "month") return new Date(Date.parse(moment) + DAYS[step] * DAY_MS).toISOString();
  const begin = new Date(moment);
  const day = begin.getUTCDate();
  const moved = new Date(begin);
  moved.setUTCDate(1);
  moved.setUTCMonth(begin.getUTCMonth() + 1);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, last));
  return moved.toISOString();
}
