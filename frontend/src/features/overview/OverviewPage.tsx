import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { ClassCard } from "./ClassCard";
import { LatestDeductions } from "./LatestDeductions";
import { standingsQuery } from "./queries";
import { ReportHeat } from "./ReportHeat";
import { useMay, useSession } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { useLiveStandings } from "@/lib/liveStandings";
import { useYear } from "@/lib/year";
import { LiveNote } from "@/ui/LiveNote";
import { PageHeader } from "@/ui/PageHeader";
import { EmptyState, ErrorState } from "@/ui/states";

/** The county at a glance: every class ranked, the monthly reports, the deductions as they come. */
export default function OverviewPage() {
  const { t } = useTranslation("overview");
  const session = useSession();
  const may = useMay();
  const [year] = useYear();
  const live = useLiveStandings();
  const classes = useQuery(standingsQuery(year));
  const note = (
    <>
      {t("asOf", { time: showTime(session.office_now) })} · <LiveNote state={live} />
    </>
  );
  return (
    <>
      <PageHeader title={t("title", { year })} note={note} />
      {classes.isPending ? (
        <Skeleton active paragraph={{ rows: 12 }} />
      ) : classes.isError ? (
        <ErrorState error={classes.error} onRetry={() => void classes.refetch()} />
      ) : (
        <div className="stack">
          {may("supervision:deduction:read") && <LatestDeductions year={year} />}
          {classes.data.length === 0 && <EmptyState title={t("nothingStands")} hint={t("nothingStandsHint")} />}
          {classes.data.map((code) => (
            <ClassCard key={code} year={year} code={code} live={live} />
          ))}
          {may("targets:report:read") && <ReportHeat year={year} />}
        </div>
      )}
    </>
  );
}
