import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { latestDeductionsQuery } from "./queries";
import { showDate } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { EmptyState, ErrorState } from "@/ui/states";
import { UnitLink } from "@/ui/UnitLink";
import "./overview.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

export function LatestDeductions({ year, unitCode }: { year: number; unitCode?: string }) {
  const { t, i18n } = useTranslation(["overview", "deductions"]);
  const latest = useQuery(latestDeductionsQuery(year, unitCode));
  return (
    <section className="card" aria-label={t("latest")}>
      <div className={classNames("row", layout.apart)}>
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
        <ul className="latest">
          {latest.data.items.map((item) => (
            <li key={item.id}>
              <Link to={`/deductions/${item.id}`} className="num">
                {item.number}
              </Link>
              <span className="num muted">{showDate(item.occurred_at)}</span>
              <span>
                <UnitLink code={item.unit_code} name={item.unit_name} />
              </span>
              <span className="latest-rule">{i18n.language === "en" ? item.rule_title_en : item.rule_title}</span>
              <span className="muted">{t(`deductions:states.${item.state}`)}</span>
              <span className="latest-points num">−{showShort(item.points)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
