import { useTranslation } from "react-i18next";
import type { Evaluation } from "./queries";
import { showShort } from "@/lib/decimals";

/** How many have scored: of each tier with its weight, or of all where nobody weighs more than another. */
export function TierCards({ round }: { round: Evaluation }) {
  const { t } = useTranslation(["evaluations", "app"]);
  const big = { fontSize: "1.8rem", fontWeight: 600, lineHeight: 1.3 };
  if (round.tiers.length === 0) {
    return (
      <section className="card" aria-label={t("takingPart")}>
        <div className="row">
          <span className="num" style={big}>
            {round.evaluators}
          </span>
          <span className="muted">{t("haveScored", { count: round.evaluators })}</span>
          <span className="muted">{t("meanFrom", { minimum: round.minimum })}</span>
        </div>
      </section>
    );
  }
  return (
    <div className="stack" style={{ gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 15rem), 1fr))" }}>
      {round.tiers.map((tier) => (
        <section key={tier.code} className="card" aria-label={tier.name}>
          <div className="row" style={{ justifyContent: "space-between" }}>
            <strong>{tier.name}</strong>
            <span className="muted">{t("weight", { weight: showShort(tier.weight) })}</span>
          </div>
          <div className="row" style={{ margin: "4px 0" }}>
            <span className="num" style={big}>
              {t("scoredOf", { scored: tier.scored_count, all: tier.evaluators.length })}
            </span>
            <span className="muted">{t("scored")}</span>
          </div>
          <div className="muted">{tier.evaluators.map((member) => member.name).join(t("app:listSeparator"))}</div>
        </section>
      ))}
    </div>
  );
}
