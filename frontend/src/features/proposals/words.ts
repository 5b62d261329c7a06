import type { TFunction } from "i18next";
import type { Change, Content, Decision, Proposal } from "./queries";
import { showDecimal } from "@/lib/decimals";

/** What a proposal or decision says, in few words; the kind decides which of the fields speaks. */
export function sayContent(
  t: TFunction<["proposals", "app"]>,
  content: Content,
  unitName: (code: string) => string,
): string {
  if (content.places !== null) return t("content.places", { count: content.places });
  if (content.head !== null) return t(`heads.${content.head}`);
  if (content.amount !== null) return t("content.amount", { amount: showDecimal(content.amount, 0) });
  if (content.steps !== null)
    return content.steps.map((step) => t(`steps.${step}`)).join(t("listSeparator", { ns: "app" }));
  if (content.destination !== null) return t(`destinations.${content.destination}`);
  return content.to_unit_code === null
    ? t("content.transfer")
    : t("content.to", { unit: unitName(content.to_unit_code) });
}

export interface DecideValues {
  outcome: Decision["outcome"];
  reason: string;
  decision_number?: string;
  change?: Change;
}

/** What is sent: a change only with the outcome changed, a document number with whatever is not declined. */
export function decisionFrom({ outcome, reason, decision_number, change }: DecideValues): Decision {
  return {
    outcome,
    reason,
    ...(outcome === "changed" && change && { change }),
    ...(outcome !== "declined" && decision_number && { decision_number }),
  };
}

/** How many proposals of each kind are waiting. */
export function countByKind(proposals: readonly Proposal[]): Map<Proposal["kind"], number> {
  const counts = new Map<Proposal["kind"], number>();
  for (const { kind } of proposals) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

export const TONES = {
  proposed: "open",
  accepted: "done",
  changed: "done",
  declined: "still",
  superseded: "still",
} as const;
