import type { DeductionRow } from "./queries";
import { add, compare } from "@/lib/decimals";

export interface UnitShare {
  code: string;
  name: string;
  count: number;
  points: string;
}

/** What several deductions come to, together and unit by unit, the most points first. */
export function sumUp(rows: readonly DeductionRow[]): { units: UnitShare[]; points: string } {
  const shares = new Map<string, UnitShare>();
  let points = "0";
  for (const row of rows) {
    points = add(points, row.points);
    const before = shares.get(row.unit_code);
    shares.set(row.unit_code, {
      code: row.unit_code,
      name: row.unit_name,
      count: (before?.count ?? 0) + 1,
      points: add(before?.points ?? "0", row.points),
    });
  }
  return { units: [...shares.values()].sort((a, b) => compare(b.points, a.points)), points };
}
