import { useCallback, useEffect, useState } from "react";
import { positionOf } from "@/field/rules/entry";
import type { Position } from "@/field/store/types";

export interface Place {
  state: "asking" | "found" | "refused" | "unavailable";
  /** The latest reading. */
  position: Position | null;
}

const OPTIONS: PositionOptions = { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 };

/** Browsers withhold it where there is no TLS. */
const geolocationHere = (): Geolocation | undefined => navigator.geolocation;

/** Where the phone is, for as long as the page is looked at. */
export function usePlace(): [Place, () => void] {
  const [turn, setTurn] = useState(0);
  const [place, setPlace] = useState<Place>(() => ({
    state: geolocationHere() ? "asking" : "unavailable",
    position: null,
  }));
  useEffect(() => {
    const geolocation = geolocationHere();
    if (!geolocation) return undefined;
    const watch = geolocation.watchPosition(
      (reading) => {
        setPlace({ state: "found", position: positionOf(reading) });
      },
      (error) => {
        const state = error.code === error.PERMISSION_DENIED ? "refused" : "unavailable";
        // A reading that stands is worth more than the next one that fails.
        setPlace((known) => (known.state === "found" && state === "unavailable" ? known : { state, position: null }));
      },
      OPTIONS,
    );
    return () => {
      geolocation.clearWatch(watch);
    };
  }, [turn]);
  const again = useCallback(() => {
    setPlace({ state: "asking", position: null });
    setTurn((count) => count + 1);
  }, []);
  return [place, again];
}
