import { useTranslation } from "react-i18next";
import type { Move, Outlook } from "@/ui/why/types";
import { isNegative, showDecimal, showShort } from "@/lib/decimals";
import { TierMark } from "@/ui/TierMark";
import "@/ui/why/why.css";

type Item = Outlook["items"][number];

function signed(points: string): string {
  return isNegative(points) ? `\u2212${showShort(points.slice(1))}` : `+${showShort(points)}`;
}

/** What each item alone would have to gain to pass the next above, or to reach the next tier. */
export function Moves({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation("why");
  const hasTier = outlook.tier_above !== null;
  if (outlook.items.length === 0 || (outlook.above === null && !hasTier)) return null;
  const direction = outlook.is_ascending ? "lose" : "gain";
  return (
    <section className="card" aria-label={t("moves")}>
      <h2 className="why-head">{t("moves")}</h2>
      <table className="moves">
        <thead>
          <tr>
            <th scope="col">{t("item")}</th>
            <th scope="col" className="moves-number">
              {t("now")}
            </th>
            <th scope="col" className="moves-number">
              {t(outlook.is_ascending ? "least" : "most")}
            </th>
            {outlook.above && <th scope="col">{t("forPlace")}</th>}
            {hasTier && <th scope="col">{t("forTier")}</th>}
          </tr>
        </thead>
        <tbody>
          {outlook.items.map((item) => (
            <tr key={item.code}>
              <th scope="row">{item.name}</th>
              <td className="moves-number num" data-label={t("now")}>
                {item.score === null ? "–" : showDecimal(item.score)}
              </td>
              <td className="moves-number num" data-label={t(outlook.is_ascending ? "least" : "most")}>
                {item.limit === null ? t(item.score === null ? "none" : "unbounded") : showDecimal(item.limit)}
              </td>
              {outlook.above && (
                <td data-label={t("forPlace")}>
                  <Needed item={item} move={item.place} />
                </td>
              )}
              {hasTier && (
                <td data-label={t("forTier")}>
                  <Needed item={item} move={item.tier} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="why-note">{t(`how.${direction}`)}</p>
      {outlook.items.some((item) => item.is_relative) && <p className="why-note">{t("relative")}</p>}
    </section>
  );
}

function Needed({ item, move }: { item: Item; move: Move | null }) {
  const { t } = useTranslation("why");
  if (item.score === null) return <span className="moves-beyond">{t("excluded")}</span>;
  if (!move)
    return (
      <span className="moves-beyond">{item.held_by ? t("heldBy", { name: item.held_by }) : t("cannotAlone")}</span>
    );
  if (!move.is_within_rule)
    return (
      <span className="moves-beyond">
        {t("cannotAlone")}
        <span className="moves-note num">{t("wouldTake", { points: signed(move.points) })}</span>
      </span>
    );
  return (
    <span>
      <strong className="num">{signed(move.points)}</strong>
      {item.is_relative && <span className="muted">*</span>}
      <span className="moves-note">
        {t("then", { rank: move.rank, total: showDecimal(move.total) })} {move.tier && <TierMark tier={move.tier} />}
      </span>
    </span>
  );
}
