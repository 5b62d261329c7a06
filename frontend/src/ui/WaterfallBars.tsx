import { linear } from "@/lib/scales";
import { widthOf } from "@/ui/textWidth";
import "@/ui/chart.css";

interface Bar {
  key: string;
  name: string;
  text: string;
  from: number;
  to: number;
  isLoss: boolean;
}

interface Props {
  bars: readonly Bar[];
  total: { name: string; text: string; value: number };
  width: number;
  label: string;
  open: string | null;
  onToggle: (key: string) => void;
}

const NARROW = 560;
const VALUE = 76;
const BAR = 14;
const SIZE = 14;

/** Text as wide as `room` allows. */
function fit(text: string, room: number): string {
  let left = room;
  for (const [index, letter] of [...text].entries()) {
    left -= widthOf(letter, SIZE);
    if (left < 0) return `${[...text].slice(0, Math.max(index - 1, 1)).join("")}…`;
  }
  return text;
}

/** One row for each bar and one for the total. On a narrow screen the name stands above its bar. */
export function WaterfallBars({ bars, total, width, label, open, onToggle }: Props) {
  const isNarrow = width < NARROW;
  const row = isNarrow ? 48 : 34;
  const name = isNarrow ? 0 : Math.min(220, width * 0.28);
  const end = isNarrow ? width : width - VALUE;
  const top = isNarrow ? 28 : (row - BAR) / 2;
  const most = Math.max(...bars.map((bar) => bar.to), total.value, 0);
  const least = Math.min(...bars.map((bar) => bar.to), total.value, 0);
  const scale = linear([least, most], [name, end]);
  const textAt = isNarrow ? 20 : row / 2 + 5;
  const words = (title: string, value: string, isBold = false) => (
    <>
      <text x={0} y={textAt} fontSize={SIZE} fontWeight={isBold ? 600 : 400}>
        {fit(title, isNarrow ? width - VALUE : name - 12)}
      </text>
      <text x={width} y={textAt} fontSize={SIZE} fontWeight={isBold ? 600 : 400} textAnchor="end">
        {value}
      </text>
    </>
  );
  return (
    <svg className="waterfall" width={width} height={(bars.length + 1) * row + 4} role="group" aria-label={label}>
      {bars.map((bar, index) => (
        <g
          key={bar.key}
          className="waterfall-step"
          transform={`translate(0 ${String(index * row)})`}
          role="button"
          tabIndex={0}
          aria-expanded={bar.key === open}
          aria-label={`${bar.name} ${bar.text}`}
          onClick={() => {
            onToggle(bar.key);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            onToggle(bar.key);
          }}
        >
          <title>{`${bar.name} ${bar.text}`}</title>
          <rect className="waterfall-row" width={width} height={row} />
          {words(bar.name, bar.text)}
          <rect
            x={Math.min(scale(bar.from), scale(bar.to))}
            y={top}
            width={Math.max(Math.abs(scale(bar.to) - scale(bar.from)), 2)}
            height={BAR}
            rx={2}
            fill={bar.isLoss ? "var(--vermilion)" : "var(--primary)"}
          />
          <line
            x1={scale(bar.to)}
            x2={scale(bar.to)}
            y1={top + BAR}
            y2={row + top}
            stroke="var(--line-strong)"
            strokeDasharray="2 2"
          />
        </g>
      ))}
      <g transform={`translate(0 ${String(bars.length * row)})`}>
        <line x1={0} x2={width} y1={0.5} y2={0.5} stroke="var(--line-strong)" />
        {words(total.name, total.text, true)}
        <rect
          x={Math.min(scale(0), scale(total.value))}
          y={top}
          width={Math.max(Math.abs(scale(total.value) - scale(0)), 2)}
          height={BAR}
          rx={2}
          fill="var(--ink)"
        />
      </g>
    </svg>
  );
}
