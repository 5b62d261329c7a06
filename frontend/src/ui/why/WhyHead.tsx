import { useTranslation } from "react-i18next";
import { Score } from "@/ui/Score";
import { TierMark } from "@/ui/TierMark";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Props {
  total: string | null;
  rank: number | null;
  of: number | null;
  /** Left out where the ranking has no tiers yet. */
  tier?: string | null;
}

/** Total, place and tier, as they stand at the head of a page that says why. */
export function WhyHead({ total, rank, of, tier }: Props) {
  const { t } = useTranslation("why");
  return (
    <section className={classNames("card row", layout.airy)} aria-label={t("standing")}>
      <div>
        <div className="muted">{t("total")}</div>
        <Score value={total} size="large" />
      </div>
      <div>
        <div className="muted">{t("rank")}</div>
        <span className={classNames("num", layout.figure)}>
          {rank ?? "–"}
          <span className={classNames("muted", layout.aside)}>{` / ${String(of ?? "")}`}</span>
        </span>
      </div>
      {tier !== undefined && (
        <div>
          <div className="muted">{t("tier")}</div>
          <TierMark tier={tier} />
        </div>
      )}
    </section>
  );
}
