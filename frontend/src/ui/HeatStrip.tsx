import { useTranslation } from "react-i18next";
import { showMonth } from "@/lib/dates";
import "@/ui/chart.css";

export type HeatTone = "done" | "open" | "due" | "bad" | "late" | "none";

export interface HeatCell {
  month: number;
  tone: HeatTone;
  /** What the cell says in words. */
  label: string;
}

const FILL: Record<HeatTone, string> = {
  done: "var(--jade)",
  late: "#7aa894",
  open: "var(--primary)",
  due: "#d9a441",
  bad: "var(--vermilion)",
  none: "#e7e9e5",
};
const SIGN: Record<HeatTone, string> = { done: "✓", late: "◔", open: "…", due: "!", bad: "✕", none: "" };

const SIZE = 18;
const STEP = SIZE + 3;
const WIDTH = 12 * STEP - 3;

/** The months' numbers, to stand above strips. */
export function HeatMonths() {
  return (
    <svg viewBox={`0 0 ${String(WIDTH)} 14`} width={WIDTH} height={14} className="heat-strip" aria-hidden="true">
      {Array.from({ length: 12 }, (_, index) => (
        <text key={index} x={index * STEP + SIZE / 2} y={11} textAnchor="middle" fontSize={11} fill="var(--ink-2)">
          {index + 1}
        </text>
      ))}
    </svg>
  );
}

/** Twelve months as twelve squares; shape and colour together say the state. */
export function HeatStrip({ cells, label }: { cells: readonly HeatCell[]; label: string }) {
  const { t } = useTranslation();
  const sentence = cells.map((cell) => `${showMonth(cell.month)} ${cell.label}`).join(t("listSeparator"));
  return (
    <svg
      viewBox={`0 0 ${String(WIDTH)} ${String(SIZE)}`}
      width={WIDTH}
      className="heat-strip"
      role="img"
      aria-label={`${label} ${sentence}`}
    >
      {cells.map((cell) => (
        <g key={cell.month} transform={`translate(${String((cell.month - 1) * STEP)} 0)`}>
          <title>{`${showMonth(cell.month)} ${cell.label}`}</title>
          <rect width={SIZE} height={SIZE} rx={3} fill={FILL[cell.tone]} />
          <text
            x={SIZE / 2}
            y={SIZE / 2 + 4}
            textAnchor="middle"
            fontSize={11}
            fill={cell.tone === "none" || cell.tone === "due" ? "#1d2733" : "#fff"}
          >
            {SIGN[cell.tone] || cell.month}
          </text>
        </g>
      ))}
    </svg>
  );
}
