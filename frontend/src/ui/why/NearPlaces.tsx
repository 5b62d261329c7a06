import { useTranslation } from "react-i18next";
import { showDecimal } from "@/lib/decimals";
import type { Sensitivity } from "@/ui/why/types";

/** How many adjacent places of a class are within the margin, in one quiet sentence. */
export function NearPlaces({ near }: { near: Sensitivity }) {
  const { t } = useTranslation("why");
  if (near.compared === 0) return null;
  const margin = showDecimal(near.margin);
  const parting = near.pairs.filter((pair) => pair.parts_tiers).length;
  return (
    <p className="muted near">
      {near.pairs.length === 0
        ? t("nearNone", { margin })
        : t("nearSome", { margin, count: near.pairs.length, compared: near.compared })}
      {parting > 0 && ` ${t("nearParting", { count: parting })}`}
    </p>
  );
}
