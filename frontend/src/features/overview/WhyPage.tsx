import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Covers } from "./Covers";
import { explanationQuery, outlookQuery, standingQuery } from "./queries";
import { showDecimal } from "@/lib/decimals";
import { askingEvery, useLiveStandings } from "@/lib/liveStandings";
import { useYear } from "@/lib/year";
import { Explanation } from "@/ui/Explanation";
import { LiveNote } from "@/ui/LiveNote";
import { PageHeader } from "@/ui/PageHeader";
import { EmptyState, ErrorState } from "@/ui/states";
import { Ahead } from "@/ui/why/Ahead";
import { PrintButton } from "@/ui/why/PrintButton";
import { WhyHead } from "@/ui/why/WhyHead";

/** Why a unit has the score it has today, who stands next to it, and what would move it. */
export default function WhyPage() {
  const { t } = useTranslation(["why", "overview"]);
  const { code = "" } = useParams();
  const [year] = useYear();
  const live = useLiveStandings();
  const explained = useQuery({ ...explanationQuery(year, code), refetchInterval: askingEvery(live) });
  const outlook = useQuery({ ...outlookQuery(year, code), enabled: Boolean(explained.data) });
  const ofClass = useQuery({
    ...standingQuery(year, explained.data?.class_code ?? ""),
    enabled: Boolean(explained.data),
  });
  if (explained.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (explained.isError) return <ErrorState error={explained.error} onRetry={() => void explained.refetch()} />;
  const standing = explained.data;
  if (!standing)
    return (
      <>
        <PageHeader
          title={t("titleNoneOf", { name: code })}
          trail={[{ label: t("overview:trail"), path: "/overview" }]}
        />
        <EmptyState title={t("overview:nothingStands")} hint={t("overview:nothingStandsHint")} />
      </>
    );
  return (
    <>
      <PageHeader
        title={t(standing.total === null ? "titleNoneOf" : "titleOf", {
          name: standing.name,
          total: standing.total === null ? "" : showDecimal(standing.total),
        })}
        number={code}
        trail={[
          { label: t("overview:trail"), path: "/overview" },
          { label: standing.name, path: `/overview/units/${code}` },
        ]}
        note={
          <>
            {t("today")} <LiveNote state={live} />
            {ofClass.data && <Covers standing={ofClass.data} />}
          </>
        }
        actions={<PrintButton />}
      />
      <div className="stack">
        <WhyHead total={standing.total} rank={standing.rank} of={standing.of} />
        <Explanation explained={standing} />
        <Ahead outlook={outlook} />
      </div>
    </>
  );
}
