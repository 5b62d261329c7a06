import { useTranslation } from "react-i18next";

const SIGNS: Record<string, readonly [string, string]> = {
  advanced: ["▲", "var(--jade)"],
  standard: ["●", "var(--slate)"],
  lagging: ["▼", "var(--ochre)"],
};

/** A tier as shape, colour and word; never colour alone. */
export function TierMark({ tier }: { tier: string | null }) {
  const { t } = useTranslation();
  if (!tier) return <span className="muted">–</span>;
  const [sign, color] = SIGNS[tier] ?? ["◆", "var(--slate)"];
  return (
    <span style={{ color, whiteSpace: "nowrap" }}>
      <span aria-hidden="true">{sign}</span> {t(`tiers.${tier}`, { defaultValue: tier })}
    </span>
  );
}
