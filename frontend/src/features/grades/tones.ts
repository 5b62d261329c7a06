/** How a grade looks beside its word. */
export const TONES = {
  excellent: "done",
  competent: "still",
  basically_competent: "due",
  incompetent: "bad",
  undetermined: "open",
} as const;
