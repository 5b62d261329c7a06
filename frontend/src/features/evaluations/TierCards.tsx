import { useTranslation } from "react-i18next";
import type { Evaluation } from "./queries";
import { showShort } from "@/lib/decimals";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./TierCards.module.css";

/** How many have scored: of each tier with its weight, or of all where nobody weighs more than another. */
export function TierCards({ round }: { round: Evaluation }) {
  const { t } = useTranslation(["evaluations", "app"]);
  if (round.tiers.length === 0) {
    return (
      <section className="card" aria-label={t("takingPart")}>
        <div className="row">
          <span className={classNames("num", styles.count)}>{round.evaluators}</span>
          <span className="muted">{t("haveScored", { count: round.evaluators })}</span>
          <span className="muted">{t("meanFrom", { minimum: round.minimum })}</span>
        </div>
      </section>
    );
  }
  return (
    <div className={classNames("stack", layout.tiles)}>
      {round.tiers.map((tier) => (
        <section key={tier.name} className="card" aria-label={tier.name}>
          <div className={classNames("row", layout.apart)}>
            <strong>{tier.name}</strong>
            <span className="muted">{t("weight", { weight: showShort(tier.weight) })}</span>
          </div>
          <div className={classNames("row", layout.breathing)}>
            {tier.scored_count === null ? (
              <span className="muted">{t("tooFew", { minimum: round.minimum })}</span>
            ) : (
              <>
                <span className={classNames("num", styles.count)}>
                  {t("scoredOf", { scored: tier.scored_count, all: tier.evaluators.length })}
                </span>
                <span className="muted">{t("scored")}</span>
              </>
            )}
          </div>
          <div className="muted">{tier.evaluators.map((member) => member.name).join(t("app:listSeparator"))}</div>
        </section>
      ))}
    </div>
  );
}
