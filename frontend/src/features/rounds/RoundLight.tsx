import { useTranslation } from "react-i18next";
import type { Light } from "./queries";

const SIGNS: Record<Light | "awaited", string> = { green: "●", yellow: "▲", red: "■", awaited: "○" };

interface Props {
  /** Null: nobody has looked into it yet. */
  light: Light | null;
  /** The number of such lights. */
  count?: number;
  /** Only the sign is seen; the word is read out. */
  isShort?: boolean;
}

/** A light as shape, colour and word. */
export function RoundLight({ light, count, isShort }: Props) {
  const { t } = useTranslation("quarterly");
  const name = light ?? "awaited";
  const word = t(`lights.${name}`);
  return (
    <span className="round-light" data-light={name}>
      <span aria-hidden="true">{SIGNS[name]}</span>
      <span className={isShort ? "visually-hidden" : undefined}>
        {" "}
        {count === undefined ? word : t("lightCount", { word, count })}
      </span>
    </span>
  );
}
