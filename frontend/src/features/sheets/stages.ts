import type { RoundDetail, SheetState, Team } from "./queries";

export const STATES: readonly SheetState[] = ["awaited", "verified", "scored", "signed", "stopped"];

export const TONES = {
  awaited: "open",
  verified: "open",
  scored: "due",
  signed: "done",
  stopped: "bad",
} as const;

/** Whose turn a sheet is; nobody's once it is signed. */
export const TURN: Record<SheetState, Team | null> = {
  awaited: "verify",
  stopped: "verify",
  verified: "score",
  scored: "monitor",
  signed: null,
};

const DONE: Record<Team, readonly SheetState[]> = {
  verify: ["verified", "scored", "signed"],
  score: ["scored", "signed"],
  monitor: ["signed"],
};

export function countSheets(progress: RoundDetail["progress"]): number {
  return Object.values(progress).reduce((sum, count) => sum + count, 0);
}

/** How many sheets a team is through with. */
export function countDone(progress: RoundDetail["progress"], team: Team): number {
  return DONE[team].reduce((sum, state) => sum + (progress[state] ?? 0), 0);
}

/** How many sheets wait for a team now. */
export function countWaiting(progress: RoundDetail["progress"], team: Team): number {
  return STATES.filter((state) => TURN[state] === team).reduce((sum, state) => sum + (progress[state] ?? 0), 0);
}
