import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ClassTable } from "./ClassTable";
import { OpenReviews } from "./OpenReviews";
import { moveResults, resultQuery, sensitivityQuery, type Step } from "./queries";
import { Versions } from "./Versions";
import { mayOpenUnit, useSession } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDate, showTime } from "@/lib/dates";
import { showDecimal } from "@/lib/decimals";
import { ChartFrame } from "@/ui/ChartFrame";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { RankedBars } from "@/ui/RankedBars";
import { ErrorState } from "@/ui/states";
import { NearPlaces } from "@/ui/why/NearPlaces";
import { wordOf } from "@/i18n/words";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** A class's result: ranked, with tiers, margins and flags; its digest at the foot. */
export default function ResultPage() {
  const { t } = useTranslation(["results", "app"]);
  const { id = "" } = useParams();
  const [step, choose] = useState<Step | null>(null);
  const nameOf = useClassNames();
  const session = useSession();
  const result = useQuery(resultQuery(id));
  const near = useQuery(sensitivityQuery(id));
  if (result.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (result.isError) return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  const row = result.data;
  const tiers = (["advanced", "standard", "lagging"] as const)
    .map((tier) => `${t(`app:tiers.${tier}`)} ${String(row.lines.filter((line) => line.tier === tier).length)}`)
    .join(t("app:listSeparator"));
  const next = row.actions.find(
    (action) => action.allowed && (action.name !== "recompute" || row.reviews_to_carry_out),
  );
  return (
    <>
      <PageHeader
        title={t("resultOf", { name: nameOf(row.class_code) })}
        number={t("editionOf", { year: row.year, edition: row.edition })}
        trail={[{ label: t("title", { year: row.year }), path: "/results" }]}
        note={t(row.publicity_until ? "stateNote" : "stateOnly", {
          state: t(`states.${row.state}`),
          tiers,
          until: showDate(row.publicity_until),
        })}
        actions={
          <>
            <Link to={`/results/${row.id}/print`}>{t("print")}</Link>
            {row.actions
              .filter((action) => action.allowed || (action.name === "finalise" && row.state === "publicity"))
              .map((action) => (
                <Tooltip key={action.name} title={action.reason}>
                  <Button
                    type={action === next ? "primary" : "default"}
                    disabled={!action.allowed}
                    onClick={() => {
                      choose(action.name as Step);
                    }}
                  >
                    {wordOf("results:steps", action.name)}
                  </Button>
                </Tooltip>
              ))}
          </>
        }
      />
      <OpenReviews result={row} />
      <ChartFrame
        title={t("ranked")}
        sentence={t("sentence", {
          count: row.lines.length,
          first: row.lines[0]?.name,
          total: row.lines[0] ? showDecimal(row.lines[0].total) : "",
        })}
        columns={[t("rank"), t("name"), t("total"), t("tier"), t("margin"), t("flags")]}
        rows={row.lines.map((line) => [
          String(line.rank ?? ""),
          line.name,
          line.total,
          line.tier ? wordOf("app:tiers", line.tier) : "",
          line.margin ?? "",
          line.flags.join(" "),
        ])}
      >
        <RankedBars
          label={t("ranked")}
          near={near.data ?? null}
          bars={row.lines.map((line) => ({
            key: line.subject_code,
            rank: line.rank,
            name: line.name,
            ...(mayOpenUnit(session, line.unit_code) && { path: `/results/${row.id}/subjects/${line.subject_code}` }),
            total: line.total,
            tier: line.tier,
            margin: line.margin,
            flags: line.flags,
          }))}
        />
      </ChartFrame>
      {near.data && <NearPlaces near={near.data} />}
      <ClassTable resultId={row.id} />
      <details className={layout.roomAbove}>
        <summary>{t("proof")}</summary>
        <p className={classNames("muted num", layout.wraps)}>
          {t("seal", { digest: row.digest, time: showTime(row.computed_at) })}
        </p>
      </details>
      {row.edition > 0 && <Versions resultId={row.id} />}
      <ReasonDialog
        open={step !== null}
        title={step ? t("ask", { step: t(`steps.${step}`), name: nameOf(row.class_code) }) : ""}
        confirmText={step ? t(`steps.${step}`) : ""}
        reasonLabel={t("reason")}
        onConfirm={(reason) => moveResults(step ?? "approve", [row.id], reason)}
        touches={["results", "reviews"]}
        onClose={() => {
          choose(null);
        }}
      >
        {step && t(`follows.${step}`, { count: row.lines.length })}
      </ReasonDialog>
    </>
  );
}
