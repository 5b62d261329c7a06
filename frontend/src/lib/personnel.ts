import type { Schema } from "@/api/client";

/** The words of `personnel` in the order in which people choose among them. */
export const STEPS: readonly Schema<"AccountabilityStep">[] = [
  "reminder_talk",
  "circular",
  "self_exam",
  "admonition",
  "yellow_card",
  "adjust_post",
  "demote",
  "ordered_resign",
  "remove",
];
export const HEADS: readonly Schema<"Head">[] = ["in", "out", "free"];
export const TIERS: readonly Schema<"Tier">[] = ["advanced", "standard", "lagging"];
export const GRADES: readonly Schema<"Grade">[] = [
  "excellent",
  "competent",
  "basically_competent",
  "incompetent",
  "undetermined",
];
export const OUTCOME_KINDS: readonly Schema<"OutcomeKind">[] = [
  "promoted_chief",
  "promoted_deputy",
  "to_important_post",
  "to_ordinary_post",
  "transferred_down",
  "demoted",
  "resigned",
];
