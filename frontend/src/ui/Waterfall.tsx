import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isNegative, showDecimal, toDrawn } from "@/lib/decimals";
import { ChartFrame } from "@/ui/ChartFrame";

export interface WaterfallStep {
  key: string;
  name: string;
  /** What this step adds (or takes), as a decimal string. */
  value: string;
  /** The rule with its numbers, in words. */
  why: string;
  /** What stands behind it: links to records. */
  evidence?: ReactNode;
}

const WIDTH = 720;
const ROW = 30;
const NAME = 190;
const VALUE = 90;

/** From nothing to the total, step by step; each bar opens its sentence and the records behind it. */
export function Waterfall({
  title,
  steps,
  total,
  totalLabel,
}: {
  title: string;
  steps: readonly WaterfallStep[];
  total: string;
  totalLabel: string;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const ends = steps.reduce<number[]>((sums, step) => [...sums, (sums.at(-1) ?? 0) + toDrawn(step.value)], []);
  const most = Math.max(...ends, toDrawn(total), 1);
  const least = Math.min(...ends, 0);
  const scale = (value: number): number => NAME + ((value - least) / (most - least)) * (WIDTH - NAME - VALUE);
  const chosen = steps.find((step) => step.key === open);
  return (
    <div className="stack">
      <ChartFrame
        title={title}
        sentence={t("chart.waterfall", {
          total: showDecimal(total),
          steps: steps.map((s) => `${s.name} ${showDecimal(s.value)}`).join(t("listSeparator")),
        })}
        columns={[t("chart.part"), t("chart.points"), t("chart.why")]}
        rows={[
          ...steps.map((step) => [step.name, showDecimal(step.value), step.why]),
          [totalLabel, showDecimal(total), ""],
        ]}
      >
        <svg
          viewBox={`0 0 ${String(WIDTH)} ${String((steps.length + 1) * ROW)}`}
          style={{ width: "100%", minWidth: 480, display: "block", fontFamily: "var(--font)" }}
          role="group"
          aria-label={title}
        >
          {steps.map((step, index) => {
            const from = scale(ends[index - 1] ?? 0);
            const to = scale(ends[index] ?? 0);
            const isChosen = step.key === open;
            const toggle = (): void => {
              setOpen(isChosen ? null : step.key);
            };
            return (
              <g
                key={step.key}
                transform={`translate(0 ${String(index * ROW)})`}
                role="button"
                tabIndex={0}
                aria-expanded={isChosen}
                aria-label={`${step.name} ${showDecimal(step.value)}`}
                style={{ cursor: "pointer" }}
                onClick={toggle}
                onKeyDown={(event) => {
                  if (event.key === "Enter" || event.key === " ") {
                    event.preventDefault();
                    toggle();
                  }
                }}
              >
                <rect width={WIDTH} height={ROW} fill={isChosen ? "#e8eef4" : "transparent"} />
                <text x={8} y={19} fontSize={13} fill="#1d2733">
                  {step.name.length > 13 ? `${step.name.slice(0, 12)}…` : step.name}
                </text>
                <rect
                  x={Math.min(from, to)}
                  y={8}
                  width={Math.max(Math.abs(to - from), 2)}
                  height={14}
                  rx={2}
                  fill={isNegative(step.value) ? "var(--vermilion)" : "var(--primary)"}
                />
                <text
                  x={WIDTH - 8}
                  y={19}
                  fontSize={13}
                  textAnchor="end"
                  fill="#1d2733"
                  style={{ fontVariantNumeric: "tabular-nums" }}
                >
                  {showDecimal(step.value)}
                </text>
              </g>
            );
          })}
          <g transform={`translate(0 ${String(steps.length * ROW)})`}>
            <line x1={0} x2={WIDTH} y1={0} y2={0} stroke="#c9cec7" />
            <text x={8} y={20} fontSize={13} fontWeight={600} fill="#1d2733">
              {totalLabel}
            </text>
            <rect
              x={scale(0)}
              y={8}
              width={Math.max(scale(toDrawn(total)) - scale(0), 2)}
              height={14}
              rx={2}
              fill="var(--jade)"
            />
            <text x={WIDTH - 8} y={20} fontSize={13} fontWeight={600} textAnchor="end" fill="#1d2733">
              {showDecimal(total)}
            </text>
          </g>
        </svg>
      </ChartFrame>
      {chosen && (
        <div className="card" role="status">
          <strong>{chosen.name}</strong>
          <div>{chosen.why}</div>
          {chosen.evidence}
        </div>
      )}
    </div>
  );
}
