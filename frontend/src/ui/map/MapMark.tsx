import { useState } from "react";
import type { Label } from "./labels";

interface Props {
  kind: "case" | "similar" | "own" | "unit";
  x: number;
  y: number;
  name: string;
  /** Where its name is written; without room it is written while the mark is pointed at or focused. */
  label: Label | undefined;
  /** The mark in words. */
  says: string;
  width: number;
}

const SHAPES = {
  case: "M0 1 C-9 -9 -8 -18 0 -18 C8 -18 9 -9 0 1 Z",
  similar: "M0 -6 L6 5 H-6 Z",
  own: "M-6 -6 H6 V6 H-6 Z",
  unit: "M-4 -4 H4 V4 H-4 Z",
} as const;

/** A mark of the map; each kind has a shape of its own. */
export function MapMark({ kind, x, y, name, label, says, width }: Props) {
  const [isPointed, point] = useState(false);
  const isRight = x < width / 2;
  const written =
    label ?? (isPointed ? { x: x + (isRight ? 9 : -9), y: y - 12, anchor: isRight ? "start" : "end" } : null);
  return (
    <g
      className="map-mark"
      data-kind={kind}
      tabIndex={0}
      role="img"
      aria-label={says}
      onFocus={() => {
        point(true);
      }}
      onBlur={() => {
        point(false);
      }}
      onPointerEnter={() => {
        point(true);
      }}
      onPointerLeave={() => {
        point(false);
      }}
    >
      <circle className="map-touch" cx={x} cy={y} r={11} />
      <path d={SHAPES[kind]} transform={`translate(${String(x)} ${String(y)})`} />
      {written && (
        <text x={written.x} y={written.y} dy="0.35em" textAnchor={written.anchor === "end" ? "end" : "start"}>
          {name}
        </text>
      )}
    </g>
  );
}
