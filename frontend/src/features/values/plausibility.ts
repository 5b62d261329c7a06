import type { SheetRow } from "./queries";
import { isRate } from "./sheet";
import { add, compare, isNegative, isZero } from "@/lib/decimals";

type Against = "claim" | "target" | "earlier";

/** Why a value may be a slip of the pen: asked about before it is saved, never refused. */
export interface Doubt {
  kind: "overHundred" | "negative" | "fell" | "farAbove" | "farBelow";
  against: Against;
  reference: string;
}

const HUNDRED = "100";
const ORDER: readonly Against[] = ["claim", "target", "earlier"];

const tenfold = (value: string): string => Array.from({ length: 9 }).reduce<string>((sum) => add(sum, value), value);

/** The first figure beside the value that can be compared with: what the unit claims, else the target, else before. */
function referenceOf(row: SheetRow): { against: Against; reference: string } | null {
  for (const against of ORDER) {
    const reference = row[against];
    if (reference !== null && !isZero(reference)) return { against, reference };
  }
  return null;
}

/** A rate is bounded by a hundred; a quantity accumulates over the year; either is of the size of what stands beside it. */
export function doubtsOf(row: SheetRow, value: string, measure: string): Doubt[] {
  const doubts: Doubt[] = [];
  const isShare = isRate(measure);
  if (isShare && compare(value, HUNDRED) > 0)
    doubts.push({ kind: "overHundred", against: "target", reference: HUNDRED });
  if (!isShare && row.earlier !== null && compare(value, row.earlier) < 0)
    doubts.push({ kind: "fell", against: "earlier", reference: row.earlier });
  const beside = referenceOf(row);
  if (beside === null || isNegative(beside.reference)) return doubts;
  if (isNegative(value)) return [...doubts, { kind: "negative", ...beside }];
  if (compare(value, tenfold(beside.reference)) > 0) doubts.push({ kind: "farAbove", ...beside });
  else if (compare(tenfold(value), beside.reference) < 0) doubts.push({ kind: "farBelow", ...beside });
  return doubts;
}
