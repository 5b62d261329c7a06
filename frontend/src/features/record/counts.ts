import type { OutcomeKind, OutcomeRecord } from "./queries";

export interface CountRow {
  kind: OutcomeKind;
  byYear: Record<number, { total: number; imported: number; decided: number }>;
  total: number;
  imported: number;
  decided: number;
}

/** One row a kind in the order given, one column a year. */
export function countRows(record: OutcomeRecord, kinds: readonly OutcomeKind[]): CountRow[] {
  return kinds.map((kind) => {
    const sum = record.totals.find((total) => total.kind === kind);
    return {
      kind,
      byYear: Object.fromEntries(record.items.filter((item) => item.kind === kind).map((item) => [item.year, item])),
      total: sum?.total ?? 0,
      imported: sum?.imported ?? 0,
      decided: sum?.decided ?? 0,
    };
  });
}

export function yearsOf(record: OutcomeRecord): number[] {
  return Array.from({ length: record.to_year - record.from_year + 1 }, (_, index) => record.from_year + index);
}
