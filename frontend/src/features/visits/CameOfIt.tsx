import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { cameOfQuery, type CameOfIt as Row, type Visit } from "./queries";
import { showTime } from "@/lib/dates";
import { add, showShort } from "@/lib/decimals";
import { CardSkeleton } from "@/ui/Skeletons";
import { StateTag, type Tone } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";

function toneOf({ state }: Row): Tone {
  if (state === "effective") return "bad";
  return state === "returned" || state === "merged" || state === "revoked" ? "still" : "open";
}

/** What the visit led to: each deduction with its points and how far it is. */
export function CameOfIt({ visit }: { visit: Visit }) {
  const { t, i18n } = useTranslation(["visits", "deductions"]);
  const found = useQuery(cameOfQuery(visit));
  if (found.isPending) return <CardSkeleton rows={3} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data;
  const inEffect = rows.filter((row) => row.state === "effective");
  const points = inEffect.map((row) => row.points).reduce(add, "0");
  return (
    <section className="card" aria-label={t("cameOfIt")}>
      <strong>{t("cameOfIt")}</strong>
      {rows.length === 0 ? (
        <EmptyState title={t("nothingCame")} hint={t("nothingCameHint")} />
      ) : (
        <>
          <p className="muted visit-sum">
            {inEffect.length > 0
              ? t("sum", { count: rows.length, effective: inEffect.length, points: showShort(points) })
              : t("sumOpen", { count: rows.length })}
          </p>
          <ul className="visit-deductions">
            {rows.map((row) => (
              <li key={row.id}>
                <span>
                  <Link to={`/deductions/${row.id}`}>
                    {i18n.language === "en" ? row.rule_title_en : row.rule_title}
                  </Link>{" "}
                  <span className="muted num">{row.number}</span>
                  <span className="muted visit-place">
                    {showTime(row.occurred_at)} · {row.place}
                  </span>
                </span>
                <StateTag label={t(`deductions:states.${row.state}`)} tone={toneOf(row)} />
                <strong className="num visit-points">−{showShort(row.points)}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
