import { useTranslation } from "react-i18next";

export type HeatTone = "done" | "open" | "due" | "bad" | "late" | "none";

export interface HeatCell {
  month: number;
  tone: HeatTone;
  /** What the cell says in words. */
  label: string;
  path?: string;
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

/** Twelve months as twelve squares; shape and colour together say the state. */
export function HeatStrip({ cells, label }: { cells: readonly HeatCell[]; label: string }) {
  const { t } = useTranslation();
  const size = 18;
  const width = 12 * (size + 3) - 3;
  const sentence = cells.map((cell) => `${t("month", { month: cell.month })} ${cell.label}`).join(t("listSeparator"));
  return (
    <svg
      viewBox={`0 0 ${String(width)} ${String(size)}`}
      width={width}
      style={{ maxWidth: "100%", minWidth: 150, flex: "0 1 auto" }}
      role="img"
      aria-label={`${label} ${sentence}`}
    >
      {cells.map((cell) => (
        <g key={cell.month} transform={`translate(${String((cell.month - 1) * (size + 3))} 0)`}>
          <title>{`${t("month", { month: cell.month })} ${cell.label}`}</title>
          <rect width={size} height={size} rx={3} fill={FILL[cell.tone]} />
          <text
            x={size / 2}
            y={size / 2 + 4}
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
