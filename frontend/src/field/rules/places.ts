import type { Draft, Position, Unit } from "@/field/store/types";

const EARTH_METRES = 6_371_000;
const radians = (degrees: string): number => (Number(degrees) * Math.PI) / 180;

type Place = Pick<Position, "latitude" | "longitude">;

/** Metres between two places, as the crow flies. */
export function distance(one: Place, other: Place): number {
  const [here, there] = [radians(one.latitude), radians(other.latitude)];
  const across = radians(other.longitude) - radians(one.longitude);
  const chord = Math.sin((there - here) / 2) ** 2 + Math.cos(here) * Math.cos(there) * Math.sin(across / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(chord));
}

export interface Nearby {
  unit: Unit;
  /** Null where the unit's place or the device's is not known. */
  metres: number | null;
}

/** Nearest first; those whose place is not known after them, by code. */
export function nearestFirst(units: readonly Unit[], here: Place | null): Nearby[] {
  const rows = units.map((unit) => {
    const isPlaced = unit.latitude !== null && unit.longitude !== null && here !== null;
    const place = { latitude: unit.latitude ?? "", longitude: unit.longitude ?? "" };
    return { unit, metres: isPlaced ? distance(here, place) : null };
  });
  const far = Number.POSITIVE_INFINITY;
  return rows.sort((a, b) => (a.metres ?? far) - (b.metres ?? far) || a.unit.code.localeCompare(b.unit.code));
}

/** By a part of the name, by pinyin initials from the first on, or by code. */
export function findUnits(rows: readonly Nearby[], typed: string): Nearby[] {
  const text = typed.trim().toUpperCase();
  if (text === "") return [...rows];
  return rows.filter(
    ({ unit }) =>
      unit.name.toUpperCase().includes(text) ||
      unit.initials.toUpperCase().startsWith(text) ||
      unit.code.toUpperCase() === text,
  );
}

const BETTER_WITHIN_MS = 120_000;

/**
 * Whether a reading should stand on the draft: the first one always, a more exact one for as long as the inspector is
 * likely to be there still. A draft that is opened again elsewhere keeps the place where it was begun.
 */
export function isBetterReading(draft: Draft, reading: Position, now = Date.now()): boolean {
  if (draft.position === null) return true;
  const isFresh = Math.abs(now - Date.parse(draft.startedAt)) < BETTER_WITHIN_MS;
  return isFresh && Number(reading.accuracy_m) < Number(draft.position.accuracy_m);
}
