import type { RectificationState } from "./queries";

export const TONES = {
  open: "due",
  overdue: "bad",
  reported: "open",
  failed: "bad",
  passed: "done",
  withdrawn: "still",
  lapsed: "still",
} as const satisfies Record<RectificationState, string>;
