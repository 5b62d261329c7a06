import { useTranslation } from "react-i18next";
import { isNegative, showDecimal, showShort, subtract } from "@/lib/decimals";
import { TierMark } from "@/ui/TierMark";
import type { Move, Outlook } from "@/ui/why/types";
import "@/ui/why/why.css";

type Item = Outlook["items"][number];
type Goal = "place" | "tier";

const isWithin = (item: Item, goal: Goal): boolean => item[goal]?.is_within_rule ?? false;

function signed(points: string): string {
  return isNegative(points) ? `\u2212${showShort(points.slice(1))}` : `+${showShort(points)}`;
}

/** What each item alone would have to gain to pass the next above, or to reach the next tier; those that can first. */
export function Moves({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation("why");
  const goals: Goal[] = [
    ...(outlook.above ? (["place"] as const) : []),
    ...(outlook.tier_above ? (["tier"] as const) : []),
  ];
  if (outlook.items.length === 0 || goals.length === 0) return null;
  const strength = (item: Item): number => goals.filter((goal) => isWithin(item, goal)).length;
  const items = [...outlook.items].sort((one, other) => strength(other) - strength(one));
  return (
    <section className="card" aria-label={t("moves")}>
      <h2 className="why-head">{t("moves")}</h2>
      {goals.map((goal) => {
        const able = items.filter((item) => isWithin(item, goal)).length;
        return (
          <p key={goal} className="moves-sum">
            {t(able ? `able.${goal}` : `unable.${goal}`, { count: able })}
          </p>
        );
      })}
      <table className="moves">
        <thead>
          <tr>
            <th scope="col">{t("item")}</th>
            <th scope="col" className="moves-number">
              {t("now")}
            </th>
            <th scope="col" className="moves-number">
              {t(outlook.is_ascending ? "canLose" : "canGain")}
            </th>
            {goals.map((goal) => (
              <th key={goal} scope="col">
                {t(`for.${goal}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.code}>
              <th scope="row">
                {item.name}
                {item.is_relative && <span className="muted"> *</span>}
              </th>
              <td className="moves-number num" data-label={t("now")}>
                {item.score === null ? "–" : showDecimal(item.score)}
              </td>
              <td className="moves-number num" data-label={t(outlook.is_ascending ? "canLose" : "canGain")}>
                <Left item={item} isAscending={outlook.is_ascending} />
              </td>
              {goals.map((goal) => (
                <td key={goal} data-label={t(`for.${goal}`)}>
                  <Needed item={item} move={item[goal]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="why-note">{t(outlook.is_ascending ? "how.lose" : "how.gain")}</p>
      {outlook.items.some((item) => item.is_relative) && <p className="why-note">{t("relative")}</p>}
    </section>
  );
}

/** How much more (or less) the item can still be worth under its rule. */
function Left({ item, isAscending }: { item: Item; isAscending: boolean }) {
  const { t } = useTranslation("why");
  if (item.score === null) return "–";
  if (item.limit === null) return t("unbounded");
  const left = isAscending ? subtract(item.score, item.limit) : subtract(item.limit, item.score);
  return showDecimal(isNegative(left) ? "0" : left);
}

function Needed({ item, move }: { item: Item; move: Move | null }) {
  const { t } = useTranslation("why");
  if (item.score === null) return <span className="muted">{t("excluded")}</span>;
  if (!move) return <span className="muted">{item.held_by ? t("heldBy", { name: item.held_by }) : t("never")}</span>;
  if (!move.is_within_rule)
    return (
      <span className="muted">
        <span className="num">{signed(move.points)}</span> {t("beyond")}
      </span>
    );
  return (
    <span>
      <strong className="num">{signed(move.points)}</strong>{" "}
      <span className="moves-then">
        {t("then", { rank: move.rank, total: showDecimal(move.total) })} {move.tier && <TierMark tier={move.tier} />}
      </span>
    </span>
  );
}
