import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isNegative, showDecimal, toDrawn } from "@/lib/decimals";
import { ChartFrame } from "@/ui/ChartFrame";
import { useWidth } from "@/ui/useWidth";
import { WaterfallBars } from "@/ui/WaterfallBars";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

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

interface Props {
  title: string;
  steps: readonly WaterfallStep[];
  total: string;
  totalLabel: string;
}

/** From nothing to the total, step by step; each bar opens its sentence and the records behind it. */
export function Waterfall({ title, steps, total, totalLabel }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const width = useWidth(holder, 720);
  const ends = steps.reduce<number[]>((sums, step) => [...sums, (sums.at(-1) ?? 0) + toDrawn(step.value)], []);
  const bars = steps.map((step, index) => ({
    key: step.key,
    name: step.name,
    text: showDecimal(step.value),
    from: ends[index - 1] ?? 0,
    to: ends[index] ?? 0,
    isLoss: isNegative(step.value),
  }));
  const chosen = steps.find((step) => step.key === open);
  return (
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
      <div ref={holder}>
        <WaterfallBars
          bars={bars}
          total={{ name: totalLabel, text: showDecimal(total), value: toDrawn(total) }}
          width={width}
          label={title}
          open={open}
          onToggle={(key) => {
            setOpen(key === open ? null : key);
          }}
        />
        {chosen ? (
          <div className="waterfall-why" role="status">
            <strong>{chosen.name}</strong> <span className="num">{showDecimal(chosen.value)}</span>
            <div>{chosen.why}</div>
            {chosen.evidence}
          </div>
        ) : (
          <p className={classNames("muted no-print", layout.under)}>{t("chart.opensWhy")}</p>
        )}
      </div>
    </ChartFrame>
  );
}
