import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { MonitorPart, ScorePart, VerifyPart } from "./parts";
import { roundQuery, sheetQuery, sheetsQuery, TEAMS, type RoundDetail, type Sheet, type Team } from "./queries";
import { TONES, TURN } from "./stages";
import { showShort } from "@/lib/decimals";
import { useClassesOf, useItemOf } from "@/lib/rounds";
import { useUnitNames } from "@/lib/units";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import "./sheets.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

const PARTS = { verify: VerifyPart, score: ScorePart, monitor: MonitorPart };

export default function SheetPage() {
  const { id = "", sheet: sheetId = "" } = useParams();
  const round = useQuery(roundQuery(id));
  const sheet = useQuery(sheetQuery(sheetId));
  if (round.isPending || sheet.isPending) return <PageSkeleton />;
  if (round.isError) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  if (sheet.isError) return <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />;
  return <Content key={sheet.data.id} round={round.data} sheet={sheet.data} />;
}

/** One unit's sheet: the three teams one under the other, each with its part. */
function Content({ round, sheet }: { round: RoundDetail; sheet: Sheet }) {
  const { t } = useTranslation(["sheets", "rounds", "app"]);
  const name = useUnitNames()(sheet.subject_code);
  const classes = useClassesOf()(round);
  const item = useItemOf(round);
  const turn = round.state === "open" ? TURN[sheet.state] : null;
  const stateOf = (team: Team): "done" | "now" | "ahead" => {
    if (TURN[sheet.state] === team) return "now";
    const waiting = TURN[sheet.state];
    return waiting === null || TEAMS.indexOf(team) < TEAMS.indexOf(waiting) ? "done" : "ahead";
  };
  return (
    <>
      <PageHeader
        title={t("sheetOf", { name })}
        number={sheet.subject_code}
        trail={[
          { label: t("title", { year: round.year }), path: `/sheets?year=${String(round.year)}` },
          { label: t("roundTitle", { classes }), path: `/sheets/${round.id}` },
        ]}
        note={
          <>
            <StateTag label={t(`states.${sheet.state}`)} tone={TONES[sheet.state]} />{" "}
            {item && t("rounds:feeds", { scheme: item.schemeName, item: item.name, points: showShort(item.points) })}
          </>
        }
      />
      {sheet.state === "stopped" && (
        <Alert
          type="warning"
          showIcon
          title={t("stoppedBy", { name: sheet.monitor_name, reason: sheet.stop_reason })}
          className={layout.roomBelow}
        />
      )}
      <ol className="sheet-parts">
        {TEAMS.map((team) => {
          const Part = PARTS[team];
          const state = stateOf(team);
          return (
            <li key={team} className="card" data-state={state} aria-current={turn === team ? "step" : undefined}>
              <div className={classNames("row", layout.apart)}>
                <h2>{t(`teams.${team}`)}</h2>
                <StateTag
                  label={t(`parts.${state}`)}
                  tone={state === "done" ? "done" : state === "now" ? "due" : "still"}
                />
              </div>
              <div className="muted">{round.teams[team].map((member) => member.name).join(t("app:listSeparator"))}</div>
              <Part round={round} sheet={sheet} name={name} most={item?.points} isTurn={turn === team} />
            </li>
          );
        })}
      </ol>
      <Neighbours roundId={round.id} sheetId={sheet.id} />
    </>
  );
}

/** From sheet to sheet without going back to the list. */
function Neighbours({ roundId, sheetId }: { roundId: string; sheetId: string }) {
  const { t } = useTranslation("sheets");
  const nameOf = useUnitNames();
  const sheets = useQuery(sheetsQuery(roundId)).data ?? [];
  const at = sheets.findIndex((sheet) => sheet.id === sheetId);
  const previous = sheets[at - 1];
  const next = at < 0 ? undefined : sheets[at + 1];
  return (
    <nav className={classNames("row no-print", layout.roomAbove)} aria-label={t("neighbours")}>
      {previous && (
        <Link to={`/sheets/${roundId}/${previous.id}`}>{t("previous", { name: nameOf(previous.subject_code) })}</Link>
      )}
      {next && <Link to={`/sheets/${roundId}/${next.id}`}>{t("next", { name: nameOf(next.subject_code) })}</Link>}
    </nav>
  );
}
