import { useTranslation } from "react-i18next";
import { funnelRows, type Stage } from "./candidates";
import type { RoundDetail } from "./queries";
import { ChartFrame } from "@/ui/ChartFrame";
import styles from "./Funnel.module.css";

const WIDTH = 420;
const ROW = 28;
const NAME = 150;
const MIDDLE = NAME + (WIDTH - NAME) / 2;

/** From everybody ranked to whoever is appointed: one bar a stage, narrowing. */
export function Funnel({ round }: { round: RoundDetail }) {
  const { t } = useTranslation(["nominations", "app"]);
  const rows = funnelRows(round.funnel);
  const most = Math.max(...rows.map((row) => row.count), 1);
  const width = (count: number): number => Math.max((count / most) * (WIDTH - NAME - 16), 4);
  const label = (key: Stage): string => t(`funnel.${key}`);
  const sentence = rows.map((row) => `${label(row.key)} ${String(row.count)}`).join(t("app:listSeparator"));
  return (
    <ChartFrame
      title={t("funnelTitle")}
      sentence={sentence}
      columns={[t("stage"), t("people")]}
      rows={[
        ...rows.map((row) => [label(row.key), String(row.count)]),
        ...(round.funnel.excluded === null ? [] : [[label("excluded"), String(round.funnel.excluded)]]),
      ]}
    >
      <svg
        viewBox={`0 0 ${String(WIDTH)} ${String(rows.length * ROW)}`}
        className={styles.picture}
        role="img"
        aria-label={sentence}
      >
        {rows.map((row, index) => {
          const wide = width(row.count) > 40;
          return (
            <g key={row.key} transform={`translate(0 ${String(index * ROW)})`}>
              <text x={0} y={18} fontSize={13} fill="#1d2733">
                {label(row.key)}
              </text>
              <rect
                x={MIDDLE - width(row.count) / 2}
                y={3}
                width={width(row.count)}
                height={ROW - 8}
                rx={2}
                fill={row.key === "appointed" ? "var(--jade)" : "var(--primary)"}
              />
              <text
                x={wide ? MIDDLE : MIDDLE + width(row.count) / 2 + 8}
                y={18}
                fontSize={13}
                fontWeight={600}
                textAnchor={wide ? "middle" : "start"}
                fill={wide ? "#fff" : "#1d2733"}
              >
                {row.count}
              </text>
            </g>
          );
        })}
      </svg>
    </ChartFrame>
  );
}
