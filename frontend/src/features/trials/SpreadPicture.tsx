import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { placeDots, scaleOf, turnOf, type Dot, type Turn } from "./dots";
import type { Group } from "./queries";
import { showDecimal, toDrawn } from "@/lib/decimals";
import { ChartFrame } from "@/ui/ChartFrame";
import { useWidth } from "@/ui/useWidth";
import "./trials.css";
import type { Scale } from "@/lib/scales";

const SIZE = 9;
const EDGE = 12;
const BETWEEN = 72;
/** Where the figures do not fit beside the name they stand under it. */
const NARROW = 480;
const LINE = 18;
const COLOURS: Record<Turn, string> = { up: "var(--jade)", down: "var(--ochre-fill)", same: "var(--line-strong)" };

/** How the totals of a class lie under both schemes: a dot for each subject, a line from where it was to where it is. */
export function SpreadPicture({ group, title }: { group: Group; title: string }) {
  const { t } = useTranslation("trials");
  const holder = useRef<HTMLDivElement>(null);
  const width = useWidth(holder, 900);
  const scale = scaleOf(group.subjects, [EDGE, Math.max(width - EDGE, EDGE + 1)]);
  if (!scale) return null;
  const label = (spread: Group["after"]): string =>
    spread
      ? t("spreadOf", {
          lowest: showDecimal(spread.lowest),
          median: showDecimal(spread.median),
          highest: showDecimal(spread.highest),
        })
      : "";
  return (
    <ChartFrame
      title={t("spread", { name: title })}
      sentence={t("spreadSentence", { before: label(group.before) || t("nothing"), after: label(group.after) })}
      columns={[t("name"), t("before"), t("after"), t("difference")]}
      rows={group.subjects.map((subject) => [
        subject.name,
        subject.before ? showDecimal(subject.before.total) : "–",
        subject.after ? showDecimal(subject.after.total) : "–",
        subject.difference ? showDecimal(subject.difference) : "–",
      ])}
    >
      <div ref={holder}>
        <Dots group={group} width={width} scale={scale} labels={[label(group.before), label(group.after)]} />
      </div>
    </ChartFrame>
  );
}

interface Drawn {
  group: Group;
  width: number;
  scale: Scale;
  labels: readonly [string, string];
}

function Dots({ group, width, scale, labels }: Drawn) {
  const { t } = useTranslation("trials");
  const xOf = (total: string): number => scale(toDrawn(total));
  const before = placeDots(group.subjects, "before", xOf, SIZE);
  const after = placeDots(group.subjects, "after", xOf, SIZE);
  const highest = (dots: readonly Dot[]): number => Math.max(0, ...dots.map((dot) => dot.level));
  const hasBefore = before.length > 0;
  const more = width < NARROW ? LINE : 0;
  const figures = more > 0 ? { x: 0, dy: more } : {};
  const top = hasBefore ? 30 + more + highest(before) * SIZE : 0;
  const low = hasBefore ? top + BETWEEN : 30;
  const height = low + highest(after) * SIZE + 34 + more;
  const of = new Map(group.subjects.map((subject) => [subject.code, subject]));
  const seen = new Map(before.map((dot) => [dot.code, dot]));
  const marks = after.map((dot) => ({ dot, subject: of.get(dot.code)!, turn: turnOf(of.get(dot.code)!) }));
  marks.sort((one, other) => Number(one.turn !== "same") - Number(other.turn !== "same"));
  return (
    <svg className="spread" width={width} height={height} role="img" aria-label={t("spreadLabel")}>
      {hasBefore && (
        <>
          <text x={0} y={14}>
            {t("beforeRow")}{" "}
            <tspan className="spread-figures" {...figures}>
              {labels[0]}
            </tspan>
          </text>
          <line x1={0} x2={width} y1={top + SIZE / 2 + 2} y2={top + SIZE / 2 + 2} stroke="var(--line)" />
        </>
      )}
      <line x1={0} x2={width} y1={low - SIZE / 2 - 2} y2={low - SIZE / 2 - 2} stroke="var(--line)" />
      {marks.map(({ dot, turn }) => {
        const old = seen.get(dot.code);
        return (
          old && (
            <line
              key={dot.code}
              x1={old.x}
              y1={top + SIZE / 2 + 2}
              x2={dot.x}
              y2={low - SIZE / 2 - 2}
              stroke={COLOURS[turn]}
              strokeWidth={turn === "same" ? 1 : 2}
            />
          )
        );
      })}
      {before.map((dot) => (
        <circle
          key={dot.code}
          cx={dot.x}
          cy={top - dot.level * SIZE}
          r={4}
          fill="var(--card)"
          stroke="var(--slate)"
          strokeWidth={1.5}
        >
          <title>{`${of.get(dot.code)!.name} ${showDecimal(of.get(dot.code)!.before!.total)}`}</title>
        </circle>
      ))}
      {marks.map(({ dot, subject, turn }) => (
        <Mark
          key={dot.code}
          x={dot.x}
          y={low + dot.level * SIZE}
          turn={turn}
          title={`${subject.name} ${showDecimal(subject.after!.total)}`}
        />
      ))}
      <text x={0} y={height - 6 - more}>
        {t("afterRow")}{" "}
        <tspan className="spread-figures" {...figures}>
          {labels[1]}
        </tspan>
      </text>
    </svg>
  );
}

/** Shape and colour both say whether the tier becomes better or worse. */
function Mark({ x, y, turn, title }: { x: number; y: number; turn: Turn; title: string }) {
  const sign = turn === "up" ? -1 : 1;
  return (
    <g fill={turn === "same" ? "var(--primary)" : COLOURS[turn]}>
      <title>{title}</title>
      {turn === "same" ? (
        <circle cx={x} cy={y} r={4} />
      ) : (
        <path d={`M${String(x)} ${String(y + 6 * sign)} l6 ${String(-11 * sign)} h-12 z`} />
      )}
    </g>
  );
}
