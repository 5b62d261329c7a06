import { useTranslation } from "react-i18next";
import type { RulePreview } from "../draft/draftQueries";
import { compare, showShort, toDrawn } from "@/lib/decimals";

const WIDTH = 360;
const HEIGHT = 132;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 10;

interface Props {
  points: RulePreview["curve"];
  axis: string | null;
}

/** The score over what the rule measures: where it bends, jumps, or where there is none. */
export function ScoreCurve({ points, axis }: Props) {
  const { t } = useTranslation("editor");
  const scores = points.flatMap(({ score }) => (score === null ? [] : [score])).sort(compare);
  const [lowest, highest] = [scores[0], scores.at(-1)];
  const [start, end] = [points[0]?.x, points.at(-1)?.x];
  if (lowest === undefined || highest === undefined || start === undefined || end === undefined) return null;
  const span = toDrawn(highest) - toDrawn(lowest) || 1;
  const place = (x: string): number =>
    LEFT + ((toDrawn(x) - toDrawn(start)) / (toDrawn(end) - toDrawn(start) || 1)) * (WIDTH - LEFT - 8);
  const height = (score: string): number =>
    TOP + (1 - (toDrawn(score) - toDrawn(lowest)) / span) * (HEIGHT - TOP - BOTTOM);
  const of = t(`axes.${axis ?? "actual"}`);
  const said = { of, start: showShort(start), end: showShort(end), low: showShort(lowest), high: showShort(highest) };
  return (
    <svg
      className="editor-curve"
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      role="img"
      aria-label={t("curve", said)}
    >
      <line x1={LEFT} x2={WIDTH - 8} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} className="editor-axis" />
      <line x1={LEFT} x2={LEFT} y1={TOP} y2={HEIGHT - BOTTOM} className="editor-axis" />
      {runsOf(points).map((run) => (
        <polyline
          key={run[0]!.x}
          className="editor-run"
          points={run.map(({ x, score }) => `${place(x).toFixed(1)},${height(score).toFixed(1)}`).join(" ")}
        />
      ))}
      <text x={LEFT - 6} y={height(highest) + 4} textAnchor="end">
        {said.high}
      </text>
      {lowest !== highest && (
        <text x={LEFT - 6} y={height(lowest) + 4} textAnchor="end">
          {said.low}
        </text>
      )}
      <text x={LEFT} y={HEIGHT - 6}>
        {said.start}
      </text>
      <text x={(LEFT + WIDTH) / 2} y={HEIGHT - 6} textAnchor="middle">
        {of}
      </text>
      <text x={WIDTH - 8} y={HEIGHT - 6} textAnchor="end">
        {said.end}
      </text>
    </svg>
  );
}

/** Points without a gap between them. */
function runsOf(points: RulePreview["curve"]): { x: string; score: string }[][] {
  const runs: { x: string; score: string }[][] = [[]];
  for (const { x, score } of points) {
    if (score === null) runs.push([]);
    else runs.at(-1)!.push({ x, score });
  }
  return runs.filter((run) => run.length > 0);
}
