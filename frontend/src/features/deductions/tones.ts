import type { DeductionState } from "./queries";

const TONES = {
  recorded: "open",
  confirmed: "open",
  notified: "due",
  objected: "due",
  effective: "bad",
  returned: "still",
  merged: "still",
  revoked: "done",
} as const satisfies Record<DeductionState, string>;

export function toneOfState(state: DeductionState): (typeof TONES)[DeductionState] {
  return TONES[state];
}
