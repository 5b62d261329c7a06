import { useQuery } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { AssessmentForm } from "./AssessmentForm";
import { CloseDialog } from "./CloseDialog";
import { roundQuery, type RoundDetail } from "./queries";
import { useMay } from "@/auth/session";
import { actionsOf } from "@/lib/actions";
import { useClassNames } from "@/lib/classes";
import { showTime } from "@/lib/dates";
import { sayValueName } from "@/lib/valueNames";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

const VERBS = ["assess", "close"] as const;

/** One round: how far it is, the grades of a mid-year assessment, and its closing. */
export default function MidyearRoundPage() {
  const { t } = useTranslation(["midyear", "app"]);
  const { id = "" } = useParams();
  const mayManage = useMay()("targets:round:manage");
  const nameClass = useClassNames();
  const [isClosing, close] = useState(false);
  const round = useQuery(roundQuery(id));
  if (round.isPending) return <PageSkeleton />;
  if (round.isError) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  const row = round.data;
  const name = t("name", { kind: t(`kinds.${row.kind}`), period: sayValueName(row.period) });
  const actions = actionsOf(VERBS, row.actions);
  const closing = actions.find((action) => action.name === "close");
  const mayAssess = actions.some((action) => action.name === "assess" && action.allowed);
  return (
    <>
      <PageHeader
        title={name}
        trail={[{ label: t("title", { year: row.year }), path: `/midyear?year=${String(row.year)}` }]}
        note={row.class_codes.map(nameClass).join(t("app:listSeparator"))}
        actions={
          mayManage &&
          row.state === "open" && (
            <Button
              disabled={!closing?.allowed}
              onClick={() => {
                close(true);
              }}
            >
              {t("close")}
            </Button>
          )
        }
      />
      <div className="stack">
        <ProgressCard round={row} reason={mayManage && row.state === "open" ? (closing?.reason ?? null) : null} />
        {row.kind === "mid_year" && <AssessmentForm key={row.id} round={row} mayAssess={mayAssess} />}
      </div>
      {isClosing && (
        <CloseDialog
          round={row}
          name={name}
          onClose={() => {
            close(false);
          }}
        />
      )}
    </>
  );
}

function ProgressCard({ round, reason }: { round: RoundDetail; reason: string | null }) {
  const { t } = useTranslation("midyear");
  const mayReadValues = useMay()("targets:value:read");
  const {
    assessed_count: assessed,
    confirmed_count: confirmed,
    unfinished_count: left,
    missing_count: missing,
    unit_count: all,
  } = round.progress;
  const isAssessment = round.kind === "mid_year";
  const [done, of] = isAssessment ? [assessed, all] : [confirmed, confirmed + left + missing];
  return (
    <section className="card" aria-label={t("progressTitle")}>
      <div className={classNames("row", layout.centred)}>
        <StateTag label={t(`states.${round.state}`)} tone={round.state === "open" ? "open" : "done"} />
        <strong>{isAssessment ? t("assessedOf", { done, all }) : t("valuesOf", { done, left, missing })}</strong>
        <span className="muted">{left + missing > 0 ? t("unfinished", { count: left + missing }) : t("finished")}</span>
      </div>
      <Progress percent={of === 0 ? 0 : Math.floor((100 * done) / of)} aria-label={t("progressTitle")} />
      {reason && <p className={layout.under}>{reason}</p>}
      <p className={classNames("muted", layout.under)}>
        {t("by", { name: round.opened_by_name, time: showTime(round.opened_at) })}
        {round.closed_by_name !== null &&
          ` · ${t("closedBy", { name: round.closed_by_name, time: showTime(round.closed_at) })}`}
      </p>
      {!isAssessment && mayReadValues && (
        <p className={layout.under}>
          <Link to={`/values?year=${String(round.year)}&period=${round.period}`}>{t("toValues")}</Link>
        </p>
      )}
    </section>
  );
}
