import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { cornerOf, CORNERS, moved, resized, spanned, type Box, type Corner, type Point, type Size } from "./boxes";
import { COVER, paint, type Photo } from "./drawing";
import type { CSSProperties } from "react";

interface Props {
  photo: Photo;
  boxes: readonly Box[];
  chosen: number | null;
  zoom: number;
  isSeenThrough: boolean;
  nextKey: () => number;
  onChoose: (key: number | null) => void;
  /** A finished step; what is still being dragged is drawn here only. */
  onChange: (boxes: readonly Box[]) => void;
}

interface Drag {
  box: Box;
  from: Point;
  corner: Corner | null;
  isNew: boolean;
}

const STEP = 4;
const WIDE_STEP = 24;
const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const SCREEN_SHARE = 60;

/** At first the whole photo is seen, whatever its shape; zoomed, it scrolls. */
function wholeAt(zoom: number, { width, height }: Size): string {
  return `calc(${String(zoom)} * min(100%, ${String((SCREEN_SHARE * width) / height)}vh))`;
}

/** The photo with its covers: drawn, moved and resized with a finger, a mouse or the keys. */
export function RedactCanvas({ photo, boxes, chosen, zoom, isSeenThrough, nextKey, onChoose, onChange }: Props) {
  const { t } = useTranslation("pictures");
  const surface = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const { width, height } = photo.size;
  const handle = width / 60 / zoom;

  const pointOf = (event: PointerEvent): Point => {
    const area = surface.current?.getBoundingClientRect();
    if (!area) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - area.left) / area.width) * width,
      y: ((event.clientY - area.top) / area.height) * height,
    };
  };
  const begin = (event: PointerEvent, box: Box | null, corner: Corner | null): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.stopPropagation();
    surface.current?.setPointerCapture(event.pointerId);
    const from = pointOf(event);
    const fresh = box ?? { key: nextKey(), ...from, width: 0, height: 0 };
    if (box) onChoose(box.key);
    setDrag({ box: fresh, from, corner, isNew: box === null });
  };
  const dragged = (event: PointerEvent, { box, from, corner, isNew }: Drag): Box => {
    const to = pointOf(event);
    if (isNew) return spanned(box.key, from, to, photo.size);
    if (corner) return resized(box, corner, to, photo.size);
    return moved(box, { x: to.x - from.x, y: to.y - from.y }, photo.size);
  };
  const [live, setLive] = useState<Box | null>(null);
  const follow = (event: PointerEvent): void => {
    if (drag) setLive(dragged(event, drag));
  };
  const finish = (event: PointerEvent): void => {
    if (!drag) return;
    const box = dragged(event, drag);
    const to = pointOf(event);
    const isClick = Math.hypot(to.x - drag.from.x, to.y - drag.from.y) < handle / 2;
    setDrag(null);
    setLive(null);
    if (isClick) {
      if (drag.isNew) onChoose(null);
      return;
    }
    onChange(drag.isNew ? [...boxes, box] : boxes.map((one) => (one.key === box.key ? box : one)));
    onChoose(box.key);
  };
  const giveUp = (): void => {
    setDrag(null);
    setLive(null);
  };
  const onKey = (event: KeyboardEvent, box: Box): void => {
    const arrow = ARROWS[event.key];
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      onChange(boxes.filter((one) => one.key !== box.key));
      onChoose(null);
    } else if (arrow) {
      event.preventDefault();
      const step = event.ctrlKey || event.metaKey ? WIDE_STEP : STEP;
      const by = { x: arrow.x * step, y: arrow.y * step };
      const corner = cornerOf(box, "se");
      const changed = event.shiftKey
        ? resized(box, "se", { x: corner.x + by.x, y: corner.y + by.y }, photo.size)
        : moved(box, by, photo.size);
      onChange(boxes.map((one) => (one.key === box.key ? changed : one)));
    }
  };
  const shown = live && drag?.isNew ? [...boxes, live] : boxes.map((one) => (one.key === live?.key ? live : one));
  return (
    <div className="redact-scroll">
      <div
        className="redact-picture"
        style={
          { "--width": wholeAt(zoom, photo.size), "--shape": `${String(width)} / ${String(height)}` } as CSSProperties
        }
      >
        <Ground photo={photo} />
        <svg
          ref={surface}
          viewBox={`0 0 ${String(width)} ${String(height)}`}
          role="group"
          aria-label={t("canvas")}
          onPointerDown={(event) => {
            begin(event, null, null);
          }}
          onPointerMove={follow}
          onPointerUp={finish}
          onPointerCancel={giveUp}
        >
          {shown.map((box, index) => (
            <g
              key={box.key}
              role="button"
              tabIndex={0}
              aria-label={t("boxName", { number: index + 1, total: shown.length })}
              aria-pressed={box.key === chosen}
              className={box.key === chosen ? "redact-box redact-chosen" : "redact-box"}
              onFocus={() => {
                onChoose(box.key);
              }}
              onKeyDown={(event) => {
                onKey(event, box);
              }}
              onPointerDown={(event) => {
                begin(event, box, null);
              }}
            >
              <rect
                x={box.x}
                y={box.y}
                width={box.width}
                height={box.height}
                fill={COVER}
                fillOpacity={isSeenThrough ? 0.4 : 1}
              />
              {box.key === chosen &&
                CORNERS.map((corner) => {
                  const at = cornerOf(box, corner);
                  return (
                    <g
                      key={corner}
                      className={`redact-handle redact-${corner}`}
                      onPointerDown={(event) => {
                        begin(event, box, corner);
                      }}
                    >
                      <circle className="redact-touch" cx={at.x} cy={at.y} r={handle * 2.2} />
                      <circle cx={at.x} cy={at.y} r={handle} />
                    </g>
                  );
                })}
            </g>
          ))}
        </svg>
      </div>
    </div>
  );
}

function Ground({ photo }: { photo: Photo }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) paint(canvas.current, photo);
  }, [photo]);
  return <canvas ref={canvas} aria-hidden="true" />;
}
