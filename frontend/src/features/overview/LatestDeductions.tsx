import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { latestDeductionsQuery } from "./queries";
import { showDate } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { EmptyState, ErrorState } from "@/ui/states";

export function LatestDeductions({ year, unitCode }: { year: number; unitCode?: string }) {
  const { t, i18n } = useTranslation("overview");
  const latest = useQuery(latestDeductionsQuery(year, unitCode));
  return (
    <section className="card" aria-label={t("latest")}>
      <div className="row" style={{ justifyContent: "space-between" }}>
        <strong>{t("latest")}</strong>
        <Link to={unitCode ? `/deductions?unit=${unitCode}` : "/deductions"}>{t("all")}</Link>
      </div>
      {latest.isPending ? (
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
      ) : latest.isError ? (
        <ErrorState error={latest.error} onRetry={() => void latest.refetch()} />
      ) : latest.data.items.length === 0 ? (
        <EmptyState title={t("noDeductions")} />
      ) : (
        <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
          {latest.data.items.map((item) => (
            <li key={item.id} className="row" style={{ borderTop: "1px solid var(--line)", padding: "6px 0" }}>
              <span className="num muted">{showDate(item.occurred_at)}</span>
              <Link to={`/deductions/${item.id}`}>{item.unit_name}</Link>
              <span style={{ flex: "1 1 12rem" }}>{i18n.language === "en" ? item.rule_title_en : item.rule_title}</span>
              <span className="muted">{t(`deductions:states.${item.state}`, { ns: "deductions" })}</span>
              <span className="num" style={{ color: "var(--vermilion)", fontWeight: 600 }}>
                −{showShort(item.points)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
