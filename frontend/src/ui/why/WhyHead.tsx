import { useTranslation } from "react-i18next";
import { Score } from "@/ui/Score";
import { TierMark } from "@/ui/TierMark";

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
    <section className="card row" aria-label={t("standing")} style={{ gap: 40 }}>
      <div>
        <div className="muted">{t("total")}</div>
        <Score value={total} size="large" />
      </div>
      <div>
        <div className="muted">{t("rank")}</div>
        <span className="num" style={{ fontSize: "2rem", fontWeight: 600, lineHeight: 1.2 }}>
          {rank ?? "–"}
          <span className="muted" style={{ fontSize: "1rem", fontWeight: 400 }}>{` / ${String(of ?? "")}`}</span>
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
