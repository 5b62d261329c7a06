import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isNegative, isZero, showDecimal, toDrawn } from "@/lib/decimals";
import { Fresh } from "@/ui/Fresh";
import { TierMark } from "@/ui/TierMark";
import { NearMark } from "@/ui/why/NearMark";
import type { Sensitivity } from "@/ui/why/types";
import "@/ui/bars.css";
import type { CSSProperties } from "react";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Bar {
  key: string;
  rank: number | null;
  name: string;
  path?: string;
  total: string | null;
  tier?: string | null;
  /** Change since the month before, as a decimal string. */
  change?: string | null;
  /** Distance to the next better rank. */
  margin?: string | null;
  flags?: readonly string[];
}

/** A class as a ranked list of bars: name, total, tier, change and margin beside each; near places are marked between. */
export function RankedBars({ bars, label, near }: { bars: readonly Bar[]; label: string; near?: Sensitivity | null }) {
  const { t } = useTranslation();
  const marks = new Map(near?.pairs.map((pair) => [pair.behind.code, pair]));
  const totals = bars.flatMap((bar) => (bar.total === null ? [] : [toDrawn(bar.total)]));
  const top = Math.max(...totals, 1);
  const least = Math.min(...totals, top);
  const floor = Math.max(0, Math.floor(least - (top - least) * 0.6 - top * 0.02));
  return (
    <>
      <ol className="bars" aria-label={label}>
        {bars.map((bar) => (
          <li key={bar.key} className="bars-row">
            {marks.has(bar.key) && <NearMark pair={marks.get(bar.key)!} margin={near?.margin ?? ""} />}
            <span className="bars-rank num">
              <Fresh value={bar.rank}>{bar.rank ?? "–"}</Fresh>
            </span>
            <span className="bars-name">{bar.path ? <Link to={bar.path}>{bar.name}</Link> : bar.name}</span>
            <span className="bars-track" aria-hidden="true">
              {bar.total !== null && (
                <span
                  className="bars-fill"
                  style={
                    {
                      "--share": `${String(Math.max(2, ((toDrawn(bar.total) - floor) / (top - floor || 1)) * 100))}%`,
                    } as CSSProperties
                  }
                  data-tier={bar.tier ?? "none"}
                />
              )}
            </span>
            <span className="bars-total num">
              <Fresh value={bar.total}>{bar.total === null ? t("score.incomplete") : showDecimal(bar.total)}</Fresh>
            </span>
            <span className="bars-extra">
              {bar.tier !== undefined && bar.tier !== null && <TierMark tier={bar.tier} />}
              {bar.change && !isZero(bar.change) && (
                <span className={classNames("num", isNegative(bar.change) ? layout.wrong : layout.done)}>
                  <span aria-hidden="true">{isNegative(bar.change) ? "↓" : "↑"}</span>
                  {showDecimal(bar.change.replace("-", ""))}
                  <span className="visually-hidden">{t(isNegative(bar.change) ? "score.fell" : "score.rose")}</span>
                </span>
              )}
              {bar.margin && !marks.has(bar.key) && (
                <span className="muted num" title={t("score.marginHint")}>
                  {t("score.margin", { value: showDecimal(bar.margin) })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {floor > 0 && totals.length > 0 && <p className="bars-from muted">{t("chart.barsFrom", { value: floor })}</p>}
    </>
  );
}
