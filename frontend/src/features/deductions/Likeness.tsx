import { useTranslation } from "react-i18next";
import type { SimilarDeduction } from "./queries";
import { showTime } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** How near in time, in the reader's largest fitting unit. */
function useApart(): (minutes: number) => string {
  const { t } = useTranslation("deductions");
  return (minutes) => {
    if (minutes < 60) return t("similar.minutes", { count: minutes });
    if (minutes < 48 * 60) return t("similar.hours", { count: Math.round(minutes / 60) });
    return t("similar.days", { count: Math.round(minutes / 60 / 24) });
  };
}

/** A record that may speak of the same matter, with why it looks like it. */
export function Likeness({ row }: { row: SimilarDeduction }) {
  const { t, i18n } = useTranslation("deductions");
  const apart = useApart();
  const { likeness } = row;
  const where =
    likeness.distance_m === null
      ? t(likeness.same_place ? "similar.sameWords" : "similar.otherWords")
      : t("similar.metres", { count: likeness.distance_m });
  const why = [t(likeness.same_rule ? "similar.sameRule" : "similar.otherRule"), where, apart(likeness.minutes_apart)];
  return (
    <span>
      {row.number} {i18n.language === "en" ? row.rule_title_en : row.rule_title}{" "}
      <span className="num">−{showShort(row.points)}</span>
      <span className={layout.ownLine}>{why.join(" · ")}</span>
      <span className={classNames("muted", layout.ownLine)}>
        {showTime(row.occurred_at)} · {row.place} · {t(`states.${row.state}`)}
      </span>
    </span>
  );
}
