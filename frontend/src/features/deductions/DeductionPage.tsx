import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Descriptions, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Circumstances } from "./Circumstances";
import { EvidenceStrip } from "./EvidenceStrip";
import { EvidenceUpload } from "./EvidenceUpload";
import { JudgeDialog } from "./JudgeDialog";
import { MergeDialog } from "./MergeDialog";
import { PublicText } from "./PublicText";
import { deductionQuery, moveOne, visitBehindQuery, type Deduction, type Verb } from "./queries";
import { toneOfState } from "./tones";
import { useMay } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { RecordLink } from "@/ui/RecordLink";
import { StateLine } from "@/ui/StateLine";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { UnitLink } from "@/ui/UnitLink";

const WITH_REASON: readonly Verb[] = ["return", "revoke", "object"];
const OFFERED: readonly Verb[] = ["confirm", "return", "merge", "notify", "object", "judge", "publish", "revoke"];

/** A deduction: rule and points, place, its stations, and what this reader may do now. */
export default function DeductionPage() {
  const { t, i18n } = useTranslation(["deductions", "app"]);
  const { id = "" } = useParams();
  const queries = useQueryClient();
  const [verb, choose] = useState<Verb | null>(null);
  const deduction = useQuery(deductionQuery(id));
  if (deduction.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (deduction.isError) return <ErrorState error={deduction.error} onRetry={() => void deduction.refetch()} />;
  const row = deduction.data;
  const title = i18n.language === "en" ? row.rule_title_en : row.rule_title;
  const actions = row.actions.filter((action) => OFFERED.includes(action.name));
  const refresh = () => queries.invalidateQueries({ queryKey: ["deductions"] });
  const close = (): void => {
    choose(null);
  };
  return (
    <>
      <PageHeader
        title={title}
        number={row.number}
        trail={[{ label: t("title"), path: "/deductions" }]}
        note={<StateTag label={t(`states.${row.state}`)} tone={toneOfState(row.state)} />}
        actions={actions
          .filter((action) => action.allowed)
          .map((action, index) => (
            <Button
              key={action.name}
              type={index === 0 ? "primary" : "default"}
              danger={action.name === "revoke"}
              onClick={() => {
                choose(action.name);
              }}
            >
              {t(`verbs.${action.name}`)}
            </Button>
          ))}
      />
      <div className="stack" style={{ gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 22rem), 1fr))" }}>
        <div className="stack">
          <Facts row={row} />
          <PublicText row={row} onDone={refresh} />
          <Circumstances row={row} />
        </div>
        <section className="card" aria-label={t("history")}>
          <strong>{t("history")}</strong>
          <StateLine
            label={t("history")}
            stations={row.history.map((step) => ({
              label: t(`states.${step.state}`),
              at: step.at,
              by: step.office === "system" ? t("system") : `${t(`app:roles.${step.office}`)} ${step.by ?? ""}`.trim(),
              note: step.reason,
              bad: step.state === "returned",
            }))}
          />
          {actions
            .filter((action) => !action.allowed && action.reason)
            .map((action) => (
              <p key={action.name} className="muted" style={{ margin: "4px 0" }}>
                {t("notNow", { verb: t(`verbs.${action.name}`), reason: action.reason })}
              </p>
            ))}
        </section>
      </div>
      <div style={{ marginTop: 16 }}>
        <EvidenceStrip deductionId={row.id} />
      </div>
      <ReasonDialog
        open={verb !== null && verb !== "judge" && verb !== "merge"}
        title={verb ? t("ask", { verb: t(`verbs.${verb}`), number: row.number }) : ""}
        confirmText={verb ? t(`verbs.${verb}`) : ""}
        danger={verb === "revoke"}
        {...(verb && WITH_REASON.includes(verb) && { reasonLabel: t(verb === "object" ? "grounds" : "reason") })}
        onConfirm={(reason) => moveOne(verb ?? "confirm", row.id, { reason }).then(refresh)}
        onClose={close}
      >
        {verb && (
          <p style={{ margin: 0 }}>{t(`effect.${verb}`, { unit: row.unit_name, points: showShort(row.points) })}</p>
        )}
        {verb === "object" && <EvidenceUpload deductionId={row.id} listsDone />}
      </ReasonDialog>
      <MergeDialog open={verb === "merge"} deduction={row} onDone={refresh} onClose={close} />
      <JudgeDialog open={verb === "judge"} deduction={row} onDone={refresh} onClose={close} />
    </>
  );
}

/** The visit behind a deduction; nothing for readers who may not open it. */
function useVisitLink(visitId: string | null) {
  const may = useMay();
  const visit = useQuery({
    ...visitBehindQuery(visitId ?? ""),
    enabled: visitId !== null && may("supervision:visit:read"),
  });
  return visit.data ? <RecordLink number={visit.data.number} path={`/visits/${visit.data.id}`} /> : null;
}

function Facts({ row }: { row: Deduction }) {
  const { t, i18n } = useTranslation("deductions");
  const visit = useVisitLink(row.visit_id);
  const factor = row.rule.factors.find((entry) => entry.factor === row.factor);
  const meaning = i18n.language === "en" ? factor?.meaning_en : factor?.meaning;
  return (
    <section className="card" aria-label={t("facts")}>
      <div className="row" style={{ justifyContent: "space-between" }}>
        <span style={{ fontSize: "1.15rem" }}>
          <UnitLink code={row.unit_code} name={row.unit_name} />
        </span>
        <span className="num" style={{ color: "var(--vermilion)", fontSize: "2rem", fontWeight: 600 }}>
          −{showShort(row.points)}
        </span>
      </div>
      <p className="muted num" style={{ marginTop: 0 }}>
        {t("formula", { points: showShort(row.points_each), count: row.count, factor: showShort(row.factor), meaning })}
      </p>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "occurred", label: t("occurred"), children: showTime(row.occurred_at) },
          { key: "place", label: t("place"), children: row.place },
          ...(visit ? [{ key: "visit", label: t("visit"), children: visit }] : []),
          { key: "what", label: t("description"), children: row.description },
          ...(row.cadres.length > 0
            ? [
                {
                  key: "who",
                  label: t("cadres"),
                  children: row.cadres.map((cadre) => cadre.name).join(t("app:listSeparator", { ns: "app" })),
                },
              ]
            : []),
          ...(row.source !== "person"
            ? [{ key: "source", label: t("source"), children: t(`sources.${row.source}`, { name: row.source_name }) }]
            : []),
          ...(row.points_reason ? [{ key: "why", label: t("pointsReason"), children: row.points_reason }] : []),
          { key: "basis", label: t("basis"), children: row.rule.basis },
          ...(row.object_until
            ? [{ key: "until", label: t("objectUntil"), children: showTime(row.object_until) }]
            : []),
          ...(row.objection ? [{ key: "objection", label: t("objection"), children: row.objection.grounds }] : []),
          ...(row.judgement
            ? [
                {
                  key: "judgement",
                  label: t("judgement"),
                  children: t(`outcomes.${row.judgement.outcome}`, {
                    before: showShort(row.judgement.points_before),
                    after: showShort(row.judgement.points_after),
                    reason: row.judgement.reason,
                  }),
                },
              ]
            : []),
          ...(row.reversal
            ? [{ key: "reversal", label: t("reversal"), children: `${row.reversal.number} ${row.reversal.reason}` }]
            : []),
        ]}
      />
    </section>
  );
}
