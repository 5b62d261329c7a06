import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { unitHistoryQuery, type Deduction, type DeductionRow } from "./queries";
import { showDate } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { CardSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";
import "./deductions.css";

/** What else the unit lost this year: how much under which rule, and the last case of the same kind. */
export function UnitHistory({ row }: { row: Deduction }) {
  const { t, i18n } = useTranslation("deductions");
  const history = useQuery(unitHistoryQuery(row.id));
  if (history.isPending) return <CardSkeleton rows={4} />;
  if (history.isError) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  const { year, count, points, pending_count: pending, rules, last_same_rule: last, recent } = history.data;
  const all = `/deductions?unit=${row.unit_code}&year=${String(year)}`;
  return (
    <section className="card" aria-label={t("unitHistory.title", { unit: row.unit_name, year })}>
      <strong>{t("unitHistory.title", { unit: row.unit_name, year })}</strong>
      <p className="history-sum">
        {count + pending === 0
          ? t("unitHistory.clean")
          : t("unitHistory.sum", { count, points: showShort(points), pending })}
      </p>
      <p>
        {last ? (
          <>
            {t("unitHistory.last")} <Case row={last} />
          </>
        ) : (
          <span className="muted">{t("unitHistory.first")}</span>
        )}
      </p>
      {rules.length > 0 && (
        <ul className="history-rules">
          {rules.map((rule) => (
            <li key={rule.rule_code} aria-current={rule.rule_code === row.rule_code}>
              <span>{i18n.language === "en" ? rule.rule_title_en : rule.rule_title}</span>
              <span className="num">{t("unitHistory.times", { count: rule.count })}</span>
              <span className="num history-points">−{showShort(rule.points)}</span>
            </li>
          ))}
        </ul>
      )}
      {recent.length > 0 && (
        <details>
          <summary>{t("unitHistory.recent")}</summary>
          <ul className="history-recent">
            {recent.map((other) => (
              <li key={other.id}>
                <Case row={other} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <Link to={all} className="history-all">
        {t("unitHistory.all")}
      </Link>
    </section>
  );
}

function Case({ row }: { row: DeductionRow }) {
  const { t, i18n } = useTranslation("deductions");
  return (
    <>
      <Link to={`/deductions/${row.id}`} className="num">
        {row.number}
      </Link>{" "}
      <span className="num">{showDate(row.occurred_at)}</span>{" "}
      {i18n.language === "en" ? row.rule_title_en : row.rule_title}{" "}
      <span className="num">−{showShort(row.points)}</span> <span className="muted">{t(`states.${row.state}`)}</span>
    </>
  );
}
