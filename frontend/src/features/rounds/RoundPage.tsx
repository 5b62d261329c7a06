import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { FindingDialog } from "./FindingDialog";
import { GradeLight } from "./GradeLight";
import { LightTable } from "./LightTable";
import { rowsOf, subjectsOf, type MatrixRow } from "./matrix";
import { PutRightList } from "./PutRightList";
import { closeRound, findingsQuery, GRADES, roundQuery, type Finding, type Grade, type RoundDetail } from "./queries";
import { seesWholeCounty, useSession } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { useUnits } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";
import "./rounds.css";

/** A quarter's round: how the lights stand unit by unit, and what must be put right. */
export default function RoundPage() {
  const { id = "" } = useParams();
  const round = useQuery(roundQuery(id));
  const findings = useQuery(findingsQuery(id));
  if (round.isError) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  if (findings.isError) return <ErrorState error={findings.error} onRetry={() => void findings.refetch()} />;
  if (round.isPending || findings.isPending) return <PageSkeleton />;
  return <RoundShown round={round.data} findings={findings.data} />;
}

function RoundShown({ round, findings }: { round: RoundDetail; findings: readonly Finding[] }) {
  const { t } = useTranslation(["quarterly", "app"]);
  const queries = useQueryClient();
  const className = useClassNames();
  const units = useUnits() ?? [];
  const withUnseen = seesWholeCounty(useSession());
  const [gradeName, setGrade] = useUrlState("light");
  const [dialog, choose] = useState<"record" | "close" | Finding | null>(null);
  const grade = GRADES.find((value) => value === gradeName);
  const rows = rowsOf({ findings, units, classCodes: round.class_codes, withUnseen });
  const shown = grade ? rows.filter((row) => hasLight(row, grade)) : rows;
  const unseen = rows.filter((row) => row.bySubject.size === 0);
  const action = (name: "record_findings" | "close") => round.actions.find((one) => one.name === name);
  const mayRecord = action("record_findings")?.allowed ?? false;
  const refresh = () => queries.invalidateQueries({ queryKey: ["supervision-rounds"] });
  const leave = (): void => {
    choose(null);
  };
  const counts = GRADES.map((one) =>
    t("lightCount", { word: t(`lights.${one}`), count: round.grade_counts[one] ?? 0 }),
  );
  const sentence = [...counts, ...(withUnseen ? [t("unseenCount", { count: unseen.length })] : [])].join(
    t("app:listSeparator"),
  );
  return (
    <>
      <PageHeader
        title={round.title}
        trail={[{ label: t("title", { year: round.year }), path: `/rounds?year=${String(round.year)}` }]}
        note={
          <>
            <StateTag label={t(`states.${round.state}`)} tone={round.state === "open" ? "open" : "done"} />
            {t(round.closed_at ? "closedBy" : "openedBy", {
              name: round.closed_by_name ?? round.opened_by_name,
              day: showDate(round.closed_at ?? round.opened_at),
            })}{" "}
            {t("goesTo", { classes: round.class_codes.map(className).join(t("app:listSeparator")) })}
          </>
        }
        actions={
          <>
            {action("close")?.allowed && (
              <Button
                onClick={() => {
                  choose("close");
                }}
              >
                {t("close")}
              </Button>
            )}
            {mayRecord && (
              <Button
                type="primary"
                onClick={() => {
                  choose("record");
                }}
              >
                {t("record")}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        {findings.length === 0 ? (
          <section className="card">
            <EmptyState title={t("noFindings")} hint={t(mayRecord ? "noFindingsRecord" : "noFindingsHint")} />
          </section>
        ) : (
          <>
            <section className="card lights-sum" aria-label={t("lightsTitle")}>
              {GRADES.map((one) => (
                <div key={one}>
                  <GradeLight grade={one} />
                  <span className="num lights-number">{round.grade_counts[one] ?? 0}</span>
                </div>
              ))}
              {withUnseen && (
                <div>
                  <span className="muted">{t("unseen")}</span>
                  <span className="num lights-number">{t("unitsOf", { count: unseen.length, all: rows.length })}</span>
                </div>
              )}
            </section>
            <div className="no-print">
              <Segmented
                aria-label={t("showUnits")}
                value={grade ?? "all"}
                onChange={(value) => {
                  setGrade(value === "all" ? undefined : value);
                }}
                options={[
                  { value: "all", label: t("allUnits") },
                  ...GRADES.map((value) => ({ value, label: <GradeLight grade={value} /> })),
                ]}
              />
            </div>
            {shown.length === 0 ? (
              <section className="card">
                <EmptyState
                  isRelief={grade !== "good"}
                  title={t("noneWith", { light: t(`lights.${grade ?? "good"}`) })}
                />
              </section>
            ) : (
              <LightTable
                rows={shown}
                subjects={subjectsOf(findings)}
                sentence={sentence}
                onChange={mayRecord ? choose : null}
              />
            )}
            <PutRightList findings={findings} />
          </>
        )}
      </div>
      <FindingDialog
        open={dialog !== null && dialog !== "close"}
        round={round}
        findings={findings}
        finding={typeof dialog === "object" ? dialog : null}
        onDone={refresh}
        onClose={leave}
      />
      <ReasonDialog
        open={dialog === "close"}
        title={t("closeTitle", { round: round.title })}
        confirmText={t("close")}
        danger
        onConfirm={() => closeRound(round.id).then(refresh)}
        onClose={leave}
      >
        <p>{t("closeEffect", { lights: sentence })}</p>
        {unseen.length > 0 && (
          <p>{t("closeUnseen", { units: unseen.map((row) => row.name).join(t("app:listSeparator")) })}</p>
        )}
      </ReasonDialog>
    </>
  );
}

function hasLight(row: MatrixRow, grade: Grade): boolean {
  return [...row.bySubject.values()].some((finding) => finding.grade === grade);
}
