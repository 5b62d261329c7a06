import type { CSSProperties } from "react";
import { wordOf } from "@/i18n/words";
import styles from "./TierMark.module.css";

const SIGNS: Record<string, readonly [string, string]> = {
  advanced: ["▲", "var(--jade)"],
  standard: ["●", "var(--slate)"],
  lagging: ["▼", "var(--ochre)"],
};

/** A tier as shape, colour and word; never colour alone. */
export function TierMark({ tier }: { tier: string | null }) {
  if (!tier) return <span className="muted">–</span>;
  const [sign, color] = SIGNS[tier] ?? ["◆", "var(--slate)"];
  return (
    <span className={styles.sign} style={{ "--tone": color } as CSSProperties}>
      <span aria-hidden="true">{sign}</span> {wordOf("app:tiers", tier)}
    </span>
  );
}
