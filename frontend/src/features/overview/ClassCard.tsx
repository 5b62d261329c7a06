import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Covers } from "./Covers";
import { sensitivityQuery, standingQuery, type ClassStanding } from "./queries";
import type { StreamState } from "@/api/events";
import { mayOpenUnit, useSession } from "@/auth/session";
import { showDecimal, subtract } from "@/lib/decimals";
import { askingEvery } from "@/lib/liveStandings";
import { ChartFrame } from "@/ui/ChartFrame";
import { RankedBars } from "@/ui/RankedBars";
import { ErrorState } from "@/ui/states";
import { NearPlaces } from "@/ui/why/NearPlaces";
import type { Sensitivity } from "@/ui/why/types";

interface Props {
  year: number;
  code: string;
  live: StreamState;
}

/** One class; it came with all others, and is read again alone as it changes. */
export function ClassCard({ year, code, live }: Props) {
  const standing = useQuery({
    ...standingQuery(year, code),
    refetchOnMount: false,
    refetchInterval: askingEvery(live),
  });
  const near = useQuery({ ...sensitivityQuery(year, code), refetchOnMount: false });
  if (standing.isPending) return <Skeleton active paragraph={{ rows: 6 }} className="card" />;
  if (standing.isError) return <ErrorState error={standing.error} onRetry={() => void standing.refetch()} />;
  return <Ranked standing={standing.data} near={near.data ?? null} />;
}

function Ranked({ standing, near }: { standing: ClassStanding; near: Sensitivity | null }) {
  const { t, i18n } = useTranslation(["overview", "app"]);
  const name = i18n.language === "en" ? standing.class_name_en : standing.class_name;
  const session = useSession();
  const bars = standing.items.map((item) => ({
    key: item.subject_code,
    rank: item.rank,
    name: item.name,
    ...(mayOpenUnit(session, item.subject_code) && { path: `/overview/units/${item.subject_code}` }),
    total: item.total,
    margin: item.margin,
    change: item.total !== null && item.total_before !== null ? subtract(item.total, item.total_before) : null,
    flags: item.flags,
  }));
  const first = standing.items[0];
  return (
    <div>
      <ChartFrame
        title={name}
        sentence={t("sentence", {
          name,
          count: standing.items.length,
          first: first?.name,
          total: first?.total ? showDecimal(first.total) : "",
        })}
        columns={[t("rank"), t("unit"), t("total"), t("margin"), t("change")]}
        rows={bars.map((bar) => [
          String(bar.rank ?? ""),
          bar.name,
          bar.total ?? "",
          bar.margin ?? "",
          bar.change ?? "",
        ])}
      >
        <RankedBars bars={bars} label={name} near={near} />
      </ChartFrame>
      {near && <NearPlaces near={near} />}
      <Covers standing={standing} />
    </div>
  );
}
