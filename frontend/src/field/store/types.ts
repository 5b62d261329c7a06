import type { Schema } from "@/api/client";

export type Entry = Schema<"DeductionEntry">;
export type Session = Schema<"SessionView">;
export type Rule = Schema<"DeductionRuleView">;
export type Position = Schema<"Position">;
export type Inspector = Schema<"InspectorView">;

/** What the phone keeps of a unit; the place serves to sort by distance. */
export interface Unit {
  code: string;
  name: string;
  kind: Schema<"UnitKind">;
  initials: string;
  latitude: string | null;
  longitude: string | null;
}

/** Units that a draw gave to the signed-in inspector, and with whom. */
export interface Assignment {
  drawId: string;
  title: string;
  unitCode: string;
  partners: string[];
}

/** The server's clock beside the device's, at the last answer. */
export interface Contact {
  deviceAt: string;
  officeAt: string;
}

export interface Lists {
  year: number;
  units: Unit[];
  rules: Rule[];
  inspectors: Inspector[];
  assignments: Assignment[];
  fetchedAt: string;
}

/** What an inspector recorded and the office sent back. */
export interface Returned {
  owner: string;
  rows: { id: string; number: string; unitName: string }[];
}

/** A record that is still being written. Its id is the one under which it will stand on the server. */
export interface Draft {
  id: string;
  owner: string;
  /** By the device's clock: when it was found. */
  startedAt: string;
  /** The clocks as they had last stood by then. */
  contact: Contact | null;
  unitCode: string;
  place: string;
  ruleCode: string;
  count: string;
  factor: string;
  points: string;
  pointsReason: string;
  note: string;
  secondRecorder: string;
  /** What the inspector typed where the clock is not to be trusted; otherwise the time is worked out. */
  happenedAt: string | null;
  position: Position | null;
  /** Why the server refused what this draft was made from. */
  refusal: string | null;
}

/** What is known of a photo; its bytes lie beside it until the server has confirmed the last of them. */
export interface Photo {
  /** Also the id of the upload. */
  id: string;
  recordId: string;
  owner: string;
  turn: number;
  filename: string;
  type: string;
  size: number;
  sha256: string;
  takenAt: string;
  state: "kept" | "sent" | "refused";
  reason: string | null;
}

/** Why something has not gone out yet. */
export type Trouble = { kind: "unreachable" } | { kind: "server"; status: number } | { kind: "signIn" };

export interface Receipt {
  number: string;
  recordedAt: string;
}

/** A record on its way, or arrived. */
export interface Outgoing {
  id: string;
  owner: string;
  ownerName: string;
  turn: number;
  draft: Draft;
  unitName: string;
  ruleTitle: string;
  ruleTitleEn: string;
  queuedAt: string;
  /** Fixed at the first attempt: what may have arrived is never said differently under the same id. */
  entry: Entry | null;
  attempts: number;
  state: "waiting" | "refused" | "recorded";
  trouble: Trouble | null;
  refusal: { code: string; reason: string } | null;
  receipt: Receipt | null;
}
