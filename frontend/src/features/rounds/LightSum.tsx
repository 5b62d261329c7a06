import { useTranslation } from "react-i18next";
import { LIGHTS, type LightCounts } from "./queries";
import { RoundLight } from "./RoundLight";

/** How many lines have which light, and the rule that makes them. */
export function LightSum({ counts, rules }: { counts: LightCounts; rules: readonly string[] }) {
  const { t } = useTranslation("quarterly");
  return (
    <section className="card" aria-label={t("lightsTitle")}>
      <div className="lights-sum">
        {LIGHTS.map((one) => (
          <div key={one}>
            <RoundLight light={one} />
            <span className="num lights-number">{counts[one]}</span>
            {one === "yellow" && counts.made_good > 0 && (
              <span className="muted num">{t("madeGoodCount", { count: counts.made_good })}</span>
            )}
          </div>
        ))}
        <div>
          <RoundLight light={null} />
          <span className="num lights-number">{counts.awaited}</span>
        </div>
      </div>
      <ul className="muted light-rules" aria-label={t("rule")}>
        {rules.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
