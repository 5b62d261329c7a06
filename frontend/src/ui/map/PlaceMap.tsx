import { Segmented } from "antd";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { MapMark } from "./MapMark";
import { placeLabels } from "./labels";
import { fit, metresBetween, roundLength, type Spot } from "./projection";
import { ChartFrame } from "@/ui/ChartFrame";
import { useWidth } from "@/ui/useWidth";
import "./map.css";

interface MapUnit extends Spot {
  code: string;
  name: string;
}

interface MapCase extends Spot {
  key: string;
  name: string;
}

interface Props {
  title: string;
  units: readonly MapUnit[];
  /** The unit that the case is about. */
  unitCode: string;
  place: (MapCase & { accuracyMetres: number }) | null;
  similar?: readonly MapCase[];
}

const NEAREST = 5;
const MARGIN = 36;
const LEAST_METRES = { near: 600, county: 2000 };

/** Where something happened: the seats of units, the position with its circle of accuracy, what else happened near it. */
export function PlaceMap({ title, units, unitCode, place, similar = [] }: Props) {
  const { t } = useTranslation("map");
  const holder = useRef<HTMLDivElement>(null);
  const width = useWidth(holder, 560);
  const height = Math.round(Math.min(360, Math.max(220, width * 0.62)));
  const [view, setView] = useState<"near" | "county">("near");
  const own = units.find((unit) => unit.code === unitCode);
  const middle = place ?? own;
  const nearest = useMemo(() => {
    if (!middle) return units;
    return [...units].sort((a, b) => metresBetween(a, middle) - metresBetween(b, middle)).slice(0, NEAREST);
  }, [units, middle]);
  const cases = place ? [place, ...similar] : similar;
  const inView = view === "county" ? units : [...nearest, ...(own ? [own] : [])];
  const spots = [...inView, ...cases];
  if (spots.length === 0) return null;
  const projection = fit(spots, { width, height }, MARGIN, LEAST_METRES[view]);
  const seen = (spot: Spot): boolean => {
    const [x, y] = [projection.x(spot), projection.y(spot)];
    return x >= 0 && x <= width && y >= 0 && y <= height;
  };
  const marks = [
    ...(place ? [{ kind: "case" as const, spot: place, key: place.key, name: place.name, order: 0 }] : []),
    ...similar.map((row) => ({ kind: "similar" as const, spot: row, key: row.key, name: row.name, order: 2 })),
    ...units.filter(seen).map((unit) => ({
      kind: unit.code === unitCode ? ("own" as const) : ("unit" as const),
      spot: unit,
      key: `unit-${unit.code}`,
      name: unit.name,
      order: unit.code === unitCode ? 1 : 3,
    })),
  ].map((mark) => ({ ...mark, x: projection.x(mark.spot), y: projection.y(mark.spot) }));
  const labels = placeLabels(marks, width, height - 28);
  const length = roundLength(projection.metresPerPixel * width * 0.28);
  const metres = (value: number): string =>
    value < 1000 ? t("metres", { value: Math.round(value) }) : t("kilometres", { value: (value / 1000).toFixed(1) });
  const far = (spot: Spot): string => (middle ? metres(metresBetween(spot, middle)) : "–");
  const rows = marks
    .map((mark) => ({ mark, away: middle ? metresBetween(mark.spot, middle) : 0 }))
    .sort((a, b) => a.away - b.away)
    .map(({ mark }) => [t(`kinds.${mark.kind}`), mark.name, far(mark.spot)]);
  const sentence = place
    ? t(own ? "sentence" : "sentenceAlone", {
        name: place.name,
        accuracy: metres(place.accuracyMetres),
        unit: own?.name ?? "",
        away: own ? far(own) : "–",
        count: similar.length,
      })
    : t("noPosition", { unit: own?.name ?? "" });
  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      columns={[t("kind"), t("name"), t(place ? "fromCase" : "fromUnit")]}
      rows={rows}
    >
      <div ref={holder} className="map">
        <svg width={width} height={height} role="group" aria-label={sentence}>
          <rect className="map-ground" width={width} height={height} />
          {place && (
            <circle
              className="map-accuracy"
              cx={projection.x(place)}
              cy={projection.y(place)}
              r={Math.max(3, place.accuracyMetres / projection.metresPerPixel)}
            />
          )}
          {[...marks].reverse().map((mark) => (
            <MapMark
              key={mark.key}
              kind={mark.kind}
              x={mark.x}
              y={mark.y}
              name={mark.name}
              label={labels.get(mark.key)}
              says={`${t(`kinds.${mark.kind}`)} ${mark.name} ${far(mark.spot)}`}
              width={width}
            />
          ))}
          <g className="map-scale" aria-hidden="true" transform={`translate(12 ${String(height - 14)})`}>
            <path d={`M0 -5 V0 H${String(length / projection.metresPerPixel)} V-5`} />
            <text x={length / projection.metresPerPixel + 6} y={1}>
              {metres(length).replace(".0", "")}
            </text>
          </g>
          <g className="map-north" aria-hidden="true" transform={`translate(${String(width - 20)} 26)`}>
            <path d="M0 -14 L5 4 L0 0 L-5 4 Z" />
            <text y={18} textAnchor="middle">
              {t("north")}
            </text>
          </g>
        </svg>
      </div>
      <div className="row map-foot">
        <span className="muted">
          {place ? t("about", { accuracy: metres(place.accuracyMetres) }) : t("noPosition", { unit: own?.name ?? "" })}
        </span>
        <Segmented
          className="no-print"
          size="small"
          value={view}
          onChange={setView}
          options={[
            { value: "near", label: t("near") },
            { value: "county", label: t("county") },
          ]}
        />
      </div>
    </ChartFrame>
  );
}
