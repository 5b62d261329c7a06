import { useTranslation } from "react-i18next";
import type { Group, Item } from "./queries";
import { compare, isNegative, showDecimal, toDrawn } from "@/lib/decimals";
import { ChartFrame } from "@/ui/ChartFrame";
import "./trials.css";
import type { CSSProperties } from "react";

const HALF = "50";

/** Which items decide: each one's share of the spread of the totals, and what would be without it. */
export function ItemsPicture({ group, title }: { group: Group; title: string }) {
  const { t } = useTranslation("trials");
  const counted = group.items.filter((item) => !item.is_left_out);
  const rows = [...counted].sort((one, other) => compare(other.share ?? "0", one.share ?? "0"));
  const widest = Math.max(100, ...rows.map((item) => Math.abs(toDrawn(item.share ?? "0"))));
  const verdict = (item: Item): string => {
    if (item.distinct <= 1) return t("separatesNobody");
    if (item.ranks_alone) return t("ranksAlone");
    const without = item.decided === null ? "" : item.decided === 0 ? t("decidesNothing") : "";
    const moved = item.decided ? t("decided", { count: item.decided, of: group.subjects.length }) : without;
    const most = item.share !== null && compare(item.share, HALF) >= 0 ? t("decidesMost") : "";
    return [most, moved].filter(Boolean).join(t("separator"));
  };
  const origin = (item: Item): string =>
    item.origins.map((name) => t(`origins.${name}`, { code: item.taken_from })).join(t("separator"));
  if (rows.length === 0) return null;
  return (
    <ChartFrame
      title={t("items", { name: title })}
      sentence={t("itemsSentence", {
        items: rows
          .slice(0, 3)
          .map((item) => `${item.name} ${showDecimal(item.share ?? "0")}%`)
          .join(t("separator")),
      })}
      columns={[t("item"), t("facts"), t("lowest"), t("highest"), t("share"), t("effect")]}
      rows={rows.map((item) => [
        item.name,
        origin(item),
        score(item.lowest),
        score(item.highest),
        item.share === null ? "–" : showDecimal(item.share),
        verdict(item),
      ])}
    >
      <p className="muted trial-note">{t("shareMeans")}</p>
      <ul className="trial-items">
        {rows.map((item) => (
          <li key={item.code} data-idle={item.distinct <= 1}>
            <span className="trial-item-name">
              {item.name}
              {item.origins.some((name) => name === "drawn" || name === "typed") && (
                <span className="trial-invented">{origin(item)}</span>
              )}
            </span>
            <span className="trial-track" aria-hidden="true">
              {item.share !== null && (
                <span
                  style={{ "--share": `${String((Math.abs(toDrawn(item.share)) / widest) * 100)}%` } as CSSProperties}
                  data-against={isNegative(item.share)}
                />
              )}
            </span>
            <span className="num trial-share">{item.share === null ? "–" : `${showDecimal(item.share, 1)}%`}</span>
            <span className="trial-verdict">
              {verdict(item)}
              <span className="muted num trial-range">{t("scores", { range: range(item) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

function score(value: string | null): string {
  return value === null ? "–" : showDecimal(value);
}

function range(item: Item): string {
  return item.distinct <= 1 ? score(item.lowest) : `${score(item.lowest)}–${score(item.highest)}`;
}
