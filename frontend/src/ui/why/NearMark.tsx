import { useTranslation } from "react-i18next";
import { isZero, showDecimal } from "@/lib/decimals";
import type { Sensitivity } from "@/ui/why/types";
import "@/ui/why/why.css";

/** Stands between two places of a ranked list that little would swap: how far they are apart. */
export function NearMark({ pair, margin }: { pair: Sensitivity["pairs"][number]; margin: string }) {
  const { t } = useTranslation("why");
  const gap = showDecimal(pair.gap);
  const said = isZero(pair.gap) ? t("pairTied") : t("pair", { gap, margin: showDecimal(margin) });
  const sentence = pair.parts_tiers ? `${said} ${t("partsTiers")}` : said;
  return (
    <span className="near-mark num" data-tier={pair.parts_tiers} title={sentence}>
      <span aria-hidden="true">{isZero(pair.gap) ? "=" : "≈"}</span> {gap}
      <span className="visually-hidden">{sentence}</span>
    </span>
  );
}
