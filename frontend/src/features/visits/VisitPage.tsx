import { useQuery } from "@tanstack/react-query";
import { Descriptions } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { CameOfIt } from "./CameOfIt";
import type { Visit } from "./queries";
import { useMay } from "@/auth/session";
import { actionsOf } from "@/lib/actions";
import { showTime } from "@/lib/dates";
import { visitQuery } from "@/lib/visits";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";
import { UnitLink } from "@/ui/UnitLink";
import "./visits.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** A visit: what was found, where and when, and the deductions that came of it. */
export default function VisitPage() {
  const { t } = useTranslation("visits");
  const { id = "" } = useParams();
  const mayReadDeductions = useMay()("supervision:deduction:read");
  const visit = useQuery(visitQuery(id));
  if (visit.isPending) return <PageSkeleton />;
  if (visit.isError) return <ErrorState error={visit.error} onRetry={() => void visit.refetch()} />;
  const row = visit.data;
  return (
    <>
      <PageHeader
        title={t("visitOf", { unit: row.unit_name, kind: t(`kinds.${row.kind}`) })}
        number={row.number}
        trail={[{ label: t("title", { year: row.year }), path: `/visits?year=${String(row.year)}` }]}
        note={
          row.recorded_by
            ? t("recordedBySomebody", { time: showTime(row.recorded_at), name: row.recorded_by })
            : t("recordedThen", { time: showTime(row.recorded_at) })
        }
      />
      <div className="stack">
        <Facts row={row} />
        {mayReadDeductions && <CameOfIt visit={row} />}
        {actionsOf(VISIT_ACTS, row.actions).map((action) => (
          <p key={action.name} className={classNames("muted", layout.flush)}>
            {action.allowed ? t(`may.${action.name}`) : t(`mayNot.${action.name}`, { reason: action.reason })}
          </p>
        ))}
      </div>
    </>
  );
}

const VISIT_ACTS = ["record_deduction"] as const;

function Facts({ row }: { row: Visit }) {
  const { t } = useTranslation(["visits", "app"]);
  return (
    <section className="card" aria-label={t("findings")}>
      <div className="muted">{t("findings")}</div>
      <p className="visit-findings">{row.findings}</p>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "unit", label: t("unit"), children: <UnitLink code={row.unit_code} name={row.unit_name} /> },
          { key: "at", label: t("visitedAt"), children: showTime(row.visited_at) },
          { key: "place", label: t("place"), children: row.place },
          ...(row.companions.length > 0
            ? [{ key: "with", label: t("companions"), children: row.companions.join(t("app:listSeparator")) }]
            : []),
        ]}
      />
    </section>
  );
}
