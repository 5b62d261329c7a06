import { Skeleton } from "antd";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Moves } from "@/ui/why/Moves";
import type { Outlook } from "@/ui/why/types";
import { Ruler } from "@/ui/why/Ruler";
import { ErrorState } from "@/ui/states";
import layout from "@/ui/layout.module.css";

/** The neighbours of a subject and what would move it; what blocks the way to a better tier is said first. */
export function Ahead({ outlook }: { outlook: UseQueryResult<Outlook> }) {
  const { t } = useTranslation("why");
  if (outlook.isPending) return <Skeleton active className="card" />;
  if (outlook.isError) return <ErrorState error={outlook.error} onRetry={() => void outlook.refetch()} />;
  if (outlook.data.total === null || outlook.data.rank === null)
    return <p className="card muted">{t(outlook.data.total === null ? "incomplete" : "unranked")}</p>;
  return (
    <>
      <Blocks outlook={outlook.data} />
      <Ruler outlook={outlook.data} />
      <Moves outlook={outlook.data} />
    </>
  );
}

function Blocks({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation("why");
  const said = [
    ...(outlook.flags.includes("tie_at_boundary") ? [t("tieAtBoundary")] : []),
    ...(outlook.tier_block === "veto" ? [t("block.veto")] : []),
    ...(outlook.tier_block === "rules" ? [t("block.rules")] : []),
  ];
  if (said.length === 0) return null;
  return (
    <div className="card">
      {said.map((sentence) => (
        <p key={sentence} className={layout.flush}>
          {sentence}
        </p>
      ))}
    </div>
  );
}
