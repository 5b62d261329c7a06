import { linear } from "@/lib/scales";

/** From degrees to pixels, for a county: flat, north up, true to distance at its middle. Drawn, never scored. */

export interface Spot {
  latitude: number;
  longitude: number;
}

interface Projection {
  x: (spot: Spot) => number;
  y: (spot: Spot) => number;
  metresPerPixel: number;
}

const METRES_PER_DEGREE = 111_195;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Along a great circle. */
export function metresBetween(a: Spot, b: Spot): number {
  const half = (one: number, other: number): number => Math.sin(radians(one - other) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * 6_371_000 * Math.asin(Math.sqrt(Math.min(1, chord)));
}

/** Shows all the spots inside the margins, and never less than `leastMetres` across. */
export function fit(
  spots: readonly Spot[],
  size: { width: number; height: number },
  margin: number,
  leastMetres: number,
): Projection {
  const latitudes = spots.map((spot) => spot.latitude);
  const longitudes = spots.map((spot) => spot.longitude);
  const middle = {
    latitude: (Math.min(...latitudes) + Math.max(...latitudes)) / 2,
    longitude: (Math.min(...longitudes) + Math.max(...longitudes)) / 2,
  };
  const shrink = Math.cos(radians(middle.latitude));
  const across = (Math.max(...longitudes) - Math.min(...longitudes)) * METRES_PER_DEGREE * shrink;
  const upright = (Math.max(...latitudes) - Math.min(...latitudes)) * METRES_PER_DEGREE;
  const metresPerPixel = Math.max(
    across / (size.width - 2 * margin),
    upright / (size.height - 2 * margin),
    leastMetres / size.width,
  );
  const halfHigh = (size.height * metresPerPixel) / METRES_PER_DEGREE / 2;
  const halfWide = (size.width * metresPerPixel) / METRES_PER_DEGREE / shrink / 2;
  const x = linear([middle.longitude - halfWide, middle.longitude + halfWide], [0, size.width]);
  const y = linear([middle.latitude - halfHigh, middle.latitude + halfHigh], [size.height, 0]);
  return { x: (spot) => x(spot.longitude), y: (spot) => y(spot.latitude), metresPerPixel };
}

/** The longest of 1, 2 or 5 times a power of ten that is no longer than `most`. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
}
