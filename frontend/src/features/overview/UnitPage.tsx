import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Covers } from "./Covers";
import { explanationQuery, standingQuery, unitQuery } from "./queries";
import { LatestDeductions } from "./LatestDeductions";
import { ReportHeat } from "./ReportHeat";
import { useMay } from "@/auth/session";
import { askingEvery, useLiveStandings } from "@/lib/liveStandings";
import { useYear } from "@/lib/year";
import { Explanation } from "@/ui/Explanation";
import { Fresh } from "@/ui/Fresh";
import { LiveNote } from "@/ui/LiveNote";
import { PageHeader } from "@/ui/PageHeader";
import { Score } from "@/ui/Score";
import { EmptyState, ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** A unit's year: where it stands, why, and what happened. */
export default function UnitPage() {
  const { t } = useTranslation(["overview", "why"]);
  const { code = "" } = useParams();
  const may = useMay();
  const [year] = useYear();
  const unit = useQuery(unitQuery(code));
  const live = useLiveStandings();
  const explained = useQuery({ ...explanationQuery(year, code), refetchInterval: askingEvery(live) });
  const ofClass = useQuery({
    ...standingQuery(year, explained.data?.class_code ?? ""),
    enabled: Boolean(explained.data),
  });
  if (unit.isError) return <ErrorState error={unit.error} onRetry={() => void unit.refetch()} />;
  if (unit.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  const standing = explained.data;
  const membership = unit.data.memberships.at(-1);
  return (
    <>
      <PageHeader
        title={unit.data.name}
        number={unit.data.code}
        trail={[{ label: t("trail"), path: "/overview" }]}
        note={membership ? t("inClass", { name: membership.class_name, reason: membership.reason }) : undefined}
      />
      <div className="stack">
        {explained.isPending ? (
          <Skeleton active className="card" />
        ) : explained.isError ? (
          <ErrorState error={explained.error} onRetry={() => void explained.refetch()} />
        ) : standing ? (
          <>
            <section className={classNames("card row", layout.airyCentred)} aria-label={t("standing")}>
              <div>
                <div className="muted">{t("total")}</div>
                <Fresh value={standing.total}>
                  <Score value={standing.total} size="large" />
                </Fresh>
              </div>
              <div>
                <div className="muted">{t("rank")}</div>
                <span className={classNames("num", layout.figure)}>
                  <Fresh value={standing.rank}>{standing.rank ?? "–"}</Fresh>
                  <span className={classNames("muted", layout.aside)}>
                    {" / "}
                    {standing.of}
                  </span>
                </span>
              </div>
              {standing.flags.includes("incomplete") && <div>{t("incomplete")}</div>}
              <Link to={`/overview/units/${code}/why`}>{t("why:open")}</Link>
              <span className="muted">
                <LiveNote state={live} />
              </span>
              {ofClass.data && <Covers standing={ofClass.data} />}
            </section>
            <Explanation explained={standing} />
          </>
        ) : (
          <EmptyState title={t("nothingStands")} hint={t("nothingStandsHint")} />
        )}
        {may("supervision:deduction:read") && <LatestDeductions year={year} unitCode={code} />}
        {may("targets:report:read") && <ReportHeat year={year} unitCode={code} />}
      </div>
    </>
  );
}
