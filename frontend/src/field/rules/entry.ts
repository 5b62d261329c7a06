import type { Draft, Entry, Position, Rule } from "@/field/store/types";

export type Missing = "unitCode" | "place" | "ruleCode" | "count" | "points" | "pointsReason" | "note";

const COUNT = /^[1-9]\d{0,2}$|^1000$/;
const POINTS = /^\d{1,4}(\.\d{1,4})?$/;

/** What must still be filled in before the record can be handed over, in the order of the page. */
export function missingIn(draft: Draft, rule: Rule | undefined): Missing[] {
  const isRange = rule?.points === null;
  const needs: [Missing, boolean][] = [
    ["unitCode", draft.unitCode === ""],
    ["place", draft.place.trim() === ""],
    ["ruleCode", rule === undefined],
    ["count", !COUNT.test(draft.count)],
    ["points", isRange && !POINTS.test(draft.points)],
    ["pointsReason", isRange && draft.pointsReason.trim() === ""],
    ["note", draft.note.trim() === ""],
  ];
  return needs.filter(([, isMissing]) => isMissing).map(([name]) => name);
}

/** The record as the server will get it, at every attempt the same. */
export function entryOf(draft: Draft, occurredAt: string): Entry {
  return {
    id: draft.id,
    unit_code: draft.unitCode,
    rule_code: draft.ruleCode,
    count: Number(draft.count),
    factor: draft.factor,
    points: draft.points === "" ? null : draft.points,
    points_reason: draft.points === "" ? null : draft.pointsReason.trim(),
    occurred_at: occurredAt,
    captured_at: draft.startedAt,
    place: draft.place.trim(),
    description: draft.note.trim(),
    position: draft.position,
    second_recorder: draft.secondRecorder === "" ? null : draft.secondRecorder,
    cadre_codes: [],
    visit_id: null,
    public_text: null,
  };
}

/** A place of the browser as the contract has it: plain decimal strings, about a decimetre apart. */
export function positionOf({ coords, ...rest }: Pick<GeolocationPosition, "coords">): Position {
  // Some containers say so; browsers cannot tell.
  const mocked = (rest as { mocked?: unknown }).mocked;
  return {
    latitude: coords.latitude.toFixed(6),
    longitude: coords.longitude.toFixed(6),
    accuracy_m: Math.min(coords.accuracy, 99_999_999).toFixed(1),
    is_mock: typeof mocked === "boolean" ? mocked : null,
  };
}
