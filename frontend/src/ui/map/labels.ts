import { widthOf } from "@/ui/textWidth";

/** Which marks can carry their name without writing over another. */

interface Mark {
  key: string;
  name: string;
  x: number;
  y: number;
  /** The lower, the sooner its name is written. */
  order: number;
}

export interface Label {
  x: number;
  y: number;
  anchor: "start" | "end";
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LINE = 16;
const GAP = 9;

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Right of its mark, else left of it, else not at all; what has no room is named when it is pointed at or focused. */
export function placeLabels(marks: readonly Mark[], width: number, height: number): Map<string, Label> {
  const taken: Box[] = marks.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  const placed = new Map<string, Label>();
  for (const mark of [...marks].sort((a, b) => a.order - b.order)) {
    const long = widthOf(mark.name, 13);
    for (const anchor of ["start", "end"] as const) {
      const left = anchor === "start" ? mark.x + GAP : mark.x - GAP - long;
      const box = { left, right: left + long, top: mark.y - LINE / 2, bottom: mark.y + LINE / 2 };
      const inside = box.left >= 2 && box.right <= width - 2 && box.top >= 2 && box.bottom <= height - 2;
      if (!inside || taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      placed.set(mark.key, { x: anchor === "start" ? mark.x + GAP : mark.x - GAP, y: mark.y, anchor });
      break;
    }
  }
  return placed;
}
