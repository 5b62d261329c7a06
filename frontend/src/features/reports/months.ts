import type { CalendarRow, ReportMonth } from "./queries";
import type { HeatTone } from "@/ui/HeatStrip";

const SOON = 10 * 86_400_000;

/** How a month's report stands, as the strip paints it. */
export function toneOf(month: ReportMonth, now: string): HeatTone {
  if (month.state === "accepted") return month.is_late ? "late" : "done";
  if (month.state === "submitted") return "open";
  if (month.is_overdue || month.state === "returned") return "bad";
  return Date.parse(month.due_at) - Date.parse(now) < SOON ? "due" : "none";
}

/** Units by class, classes in the order of their codes; units without a class come last. */
export function byClass(rows: readonly CalendarRow[]): { code: string | null; rows: CalendarRow[] }[] {
  const classes = new Map<string | null, CalendarRow[]>();
  for (const row of rows) classes.set(row.class_code, [...(classes.get(row.class_code) ?? []), row]);
  return [...classes.entries()]
    .map(([code, units]) => ({ code, rows: units }))
    .sort((a, b) => (a.code ?? "\uffff").localeCompare(b.code ?? "\uffff"));
}
