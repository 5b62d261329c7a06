import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { readinessQuery, type SubjectKind } from "./queries";
import { SchemeReadiness } from "./SchemeReadiness";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";

/** Scheme by scheme: which classes would be computed, what is missing first, and the step itself. */
export default function ComputingPage() {
  const { t, i18n } = useTranslation("results");
  const [year] = useYear();
  const [chosen, choose] = useUrlState("kind");
  const kind: SubjectKind = chosen === "cadre" ? "cadre" : "unit";
  const readiness = useQuery(readinessQuery(year, kind, i18n.language));
  return (
    <>
      <PageHeader
        title={t("computing.title", { year })}
        note={t("computing.note")}
        trail={[{ label: t("title", { year }), path: "/results" }]}
      />
      <div className="stack">
        <div>
          <Segmented
            aria-label={t("kind")}
            value={kind}
            onChange={choose}
            options={(["unit", "cadre"] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
        </div>
        {readiness.isPending ? (
          <PageSkeleton />
        ) : readiness.isError ? (
          <ErrorState error={readiness.error} onRetry={() => void readiness.refetch()} />
        ) : readiness.data.schemes.length === 0 ? (
          <EmptyState
            title={t("computing.empty")}
            hint={t("computing.emptyHint")}
            action={<Link to={`/schemes?year=${String(year)}`}>{t("computing.schemes")}</Link>}
          />
        ) : (
          readiness.data.schemes.map((scheme) => (
            <SchemeReadiness key={scheme.scheme_id} scheme={scheme} year={year} kind={kind} />
          ))
        )}
      </div>
    </>
  );
}
