import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { GradesForm } from "./GradesForm";
import { membersOf } from "./members";
import { gradesOfUnitQuery, quotaQuery, type Quota } from "./queries";
import { cadresOfUnitQuery } from "@/lib/cadres";
import { useUnitNames } from "@/lib/units";
import { useYear } from "@/lib/year";
import { PageHeader } from "@/ui/PageHeader";
import { TableSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";
import { TierMark } from "@/ui/TierMark";

/** The grades of one unit's cadres, chosen together because its quota counts them together. */
export default function UnitGradesPage() {
  const { t } = useTranslation("grades");
  const { unit = "" } = useParams();
  const [year] = useYear();
  const name = useUnitNames()(unit);
  const quota = useQuery(quotaQuery(year, unit));
  return (
    <>
      <PageHeader
        title={t("unitTitle", { year, unit: name })}
        note={quota.data && <QuotaNote quota={quota.data} />}
        trail={[{ label: t("title", { year }), path: `/grades?year=${String(year)}` }]}
      />
      {quota.isPending ? (
        <TableSkeleton columns={4} />
      ) : quota.isError ? (
        <ErrorState error={quota.error} onRetry={() => void quota.refetch()} />
      ) : quota.data === null ? (
        <EmptyState
          title={t("noQuota", { unit: name })}
          hint={t("noQuotaHint")}
          action={<Link to={`/quotas?year=${String(year)}`}>{t("toQuotas")}</Link>}
        />
      ) : (
        <Members quota={quota.data} />
      )}
    </>
  );
}

function QuotaNote({ quota }: { quota: Quota }) {
  const { t } = useTranslation("grades");
  return (
    <>
      <TierMark tier={quota.tier} />{" "}
      {quota.granted === null
        ? t("notGranted", { proposed: quota.proposed })
        : t("granted", { granted: quota.granted, used: quota.used })}{" "}
      <Link to={`/proposals/${quota.proposal_id}`}>{t("toProposal")}</Link>
    </>
  );
}

function Members({ quota }: { quota: Quota }) {
  const cadres = useQuery(cadresOfUnitQuery(quota.unit_code));
  const grades = useQuery(gradesOfUnitQuery(quota.year, quota.unit_code));
  const error = cadres.error ?? grades.error;
  if (error) return <ErrorState error={error} />;
  if (!cadres.data || !grades.data) return <TableSkeleton columns={4} />;
  const members = membersOf(cadres.data, grades.data, quota);
  const asOf = grades.data.map((row) => `${row.cadre_code}:${String(row.version)}`).join(" ");
  return <GradesForm key={asOf} quota={quota} members={members} />;
}
