import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { Light } from "./queries";
import styles from "./LightSign.module.css";

const SIGNS: Record<Light, readonly [string, string]> = {
  green: ["●", "var(--jade)"],
  yellow: ["▲", "var(--ochre)"],
  red: ["■", "var(--vermilion)"],
  none: ["○", "var(--slate)"],
};

/** A light as shape, colour and word. */
export function LightSign({ light, count }: { light: Light; count?: number }) {
  const { t } = useTranslation("reports");
  const [sign, color] = SIGNS[light];
  return (
    <span className={styles.sign} style={{ "--tone": color } as CSSProperties}>
      <span aria-hidden="true">{sign}</span> {count === undefined ? t(`lights.${light}`) : count}
    </span>
  );
}
