/** A covered rectangle, in whole pixels of the picture as it will be published. */
export interface Box {
  key: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export const SMALLEST = 8;

const between = (low: number, value: number, high: number): number => Math.min(Math.max(low, value), high);

/** Whole pixels, not smaller than can be seen, inside the picture. */
export function fit(box: Box, within: Size): Box {
  const width = between(Math.min(SMALLEST, within.width), Math.round(box.width), within.width);
  const height = between(Math.min(SMALLEST, within.height), Math.round(box.height), within.height);
  return {
    key: box.key,
    x: between(0, Math.round(box.x), within.width - width),
    y: between(0, Math.round(box.y), within.height - height),
    width,
    height,
  };
}

export function spanned(key: number, from: Point, to: Point, within: Size): Box {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)].map((x) => between(0, x, within.width));
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)].map((y) => between(0, y, within.height));
  return fit({ key, x: left!, y: top!, width: right! - left!, height: bottom! - top! }, within);
}

export const CORNERS = ["nw", "ne", "se", "sw"] as const;
export type Corner = (typeof CORNERS)[number];

export function cornerOf(box: Box, corner: Corner): Point {
  return {
    x: corner.endsWith("w") ? box.x : box.x + box.width,
    y: corner.startsWith("n") ? box.y : box.y + box.height,
  };
}

const OPPOSITE: Record<Corner, Corner> = { nw: "se", ne: "sw", se: "nw", sw: "ne" };

export function resized(box: Box, corner: Corner, to: Point, within: Size): Box {
  return spanned(box.key, cornerOf(box, OPPOSITE[corner]), to, within);
}

export function moved(box: Box, by: Point, within: Size): Box {
  return fit({ ...box, x: box.x + by.x, y: box.y + by.y }, within);
}

/** Where the largest side is no longer than the published one; a small photo stays as it is. */
export function publishedSize(photo: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(photo.width, photo.height));
  return { width: Math.round(photo.width * scale), height: Math.round(photo.height * scale) };
}

export interface Drawing {
  past: readonly (readonly Box[])[];
  boxes: readonly Box[];
  future: readonly (readonly Box[])[];
}

export const EMPTY: Drawing = { past: [], boxes: [], future: [] };

/** One step that can be undone. */
export function change(drawing: Drawing, boxes: readonly Box[]): Drawing {
  return { past: [...drawing.past, drawing.boxes], boxes, future: [] };
}

export function undo({ past, boxes, future }: Drawing): Drawing {
  const before = past.at(-1);
  return before ? { past: past.slice(0, -1), boxes: before, future: [boxes, ...future] } : { past, boxes, future };
}

export function redo({ past, boxes, future }: Drawing): Drawing {
  const [next, ...later] = future;
  return next ? { past: [...past, boxes], boxes: next, future: later } : { past, boxes, future };
}
