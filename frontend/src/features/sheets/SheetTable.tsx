import { useQuery } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MoveDialog } from "./MoveDialog";
import { scoreSheets, sheetsQuery, TEAM_PERMISSIONS, type RoundDetail, type Sheet } from "./queries";
import { STATES, TONES, TURN } from "./stages";
import { useMay } from "@/auth/session";
import { showShort } from "@/lib/decimals";
import { faultOf, faultsBySubject } from "@/lib/scores";
import { useUnitNames } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useAct } from "@/lib/useAct";
import { Problem } from "@/ui/Problem";
import { ScoreInput } from "@/ui/ScoreInput";
import { TableSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Props {
  round: RoundDetail;
  /** The most that the item gives; unknown until the scheme is read. */
  most: string | undefined;
}

/** Every sheet of the round. Verification and monitoring move several at once; a scorer types scores in the rows. */
export function SheetTable({ round, most }: Props) {
  const { t } = useTranslation("sheets");
  const may = useMay();
  const { message } = App.useApp();
  const nameOf = useUnitNames();
  const sheets = useQuery(sheetsQuery(round.id));
  const [stateName, setState] = useUrlState("state");
  const [selected, select] = useState<string[]>([]);
  const [isAsked, ask] = useState(false);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const score = useAct({
    act: (rows: { subject_code: string; score: string }[]) => scoreSheets(round.id, rows),
    touches: ["sheets"],
    onDone: (_, rows) => {
      setTyped({});
      void message.success(t("scored", { count: rows.length }));
    },
  });
  const sent = (score.input ?? []).map((row) => row.subject_code);
  const refused = faultsBySubject(score.error, sent);
  if (sheets.isPending) return <TableSkeleton columns={5} />;
  if (sheets.isError) return <ErrorState error={sheets.error} onRetry={() => void sheets.refetch()} />;

  const isOpen = round.state === "open";
  const mover = (["verify", "monitor"] as const).find((team) => isOpen && may(TEAM_PERMISSIONS[team]));
  const scores = isOpen && may(TEAM_PERMISSIONS.score) && most !== undefined;
  const state = STATES.find((value) => value === stateName);
  const shown = sheets.data.filter((sheet) => state === undefined || sheet.state === state);
  const given = (sheet: Sheet): string => typed[sheet.subject_code] ?? sheet.own_score ?? "";
  const changed = sheets.data.filter(
    (sheet) => TURN[sheet.state] === "score" && given(sheet) !== "" && given(sheet) !== sheet.own_score,
  );
  const isFaulty = changed.some((sheet) => faultOf(given(sheet), most ?? "0") !== null);

  const submit = (): void => {
    score.run(changed.map((sheet) => ({ subject_code: sheet.subject_code, score: given(sheet).trim() })));
  };
  return (
    <section aria-label={t("sheets")}>
      <div className={classNames("row no-print", layout.bar)}>
        <Select
          allowClear
          placeholder={t("state")}
          aria-label={t("state")}
          value={state}
          onChange={(value: string | undefined) => {
            select([]);
            setState(value);
          }}
          options={STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
          className={layout.shortField}
        />
        {mover && (
          <Button
            type="primary"
            disabled={selected.length === 0}
            onClick={() => {
              ask(true);
            }}
          >
            {t(`move.${mover}`, { count: selected.length })}
          </Button>
        )}
        {scores && (
          <Button type="primary" loading={score.isBusy} disabled={changed.length === 0 || isFaulty} onClick={submit}>
            {t("move.score", { count: changed.length })}
          </Button>
        )}
        {(mover ?? scores) && <span className="muted">{t(`how.${mover ?? "score"}`)}</span>}
      </div>
      {sent.every((code) => !refused[code]) && <Problem of={score} />}
      <WideTable<Sheet>
        label={t("sheets")}
        rowKey={(sheet) => sheet.subject_code}
        dataSource={shown}
        className="card-table"
        locale={{ emptyText: <EmptyState title={t("noSheet")} hint={t("noSheetHint")} /> }}
        {...(mover && {
          rowSelection: {
            selectedRowKeys: selected,
            getCheckboxProps: (sheet: Sheet) => ({
              disabled: TURN[sheet.state] !== mover,
              "aria-label": t("choose", { name: nameOf(sheet.subject_code) }),
            }),
            onChange: (keys: React.Key[]) => {
              select(keys.map(String));
            },
          },
        })}
        columns={[
          {
            title: t("unit"),
            render: (_, sheet) => <Link to={`/sheets/${round.id}/${sheet.id}`}>{nameOf(sheet.subject_code)}</Link>,
          },
          {
            title: t("state"),
            render: (_, sheet) =>
              TURN[sheet.state] === "score" && sheet.own_score !== null ? (
                <StateTag label={t("ownGiven")} tone="done" />
              ) : (
                <StateTag label={t(`states.${sheet.state}`)} tone={TONES[sheet.state]} />
              ),
          },
          ...(may(TEAM_PERMISSIONS.score)
            ? [
                {
                  title: t("ownScore"),
                  render: (_: unknown, sheet: Sheet) =>
                    scores && TURN[sheet.state] === "score" ? (
                      <ScoreInput
                        id={`score-${sheet.subject_code}`}
                        label={t("scoreOf", { name: nameOf(sheet.subject_code) })}
                        value={given(sheet)}
                        most={most}
                        refused={refused[sheet.subject_code]}
                        onType={(value) => {
                          setTyped({ ...typed, [sheet.subject_code]: value });
                          score.forget();
                        }}
                      />
                    ) : (
                      <span className="num">{sheet.own_score === null ? "–" : showShort(sheet.own_score)}</span>
                    ),
                },
              ]
            : []),
          ...(sheets.data.some((sheet) => sheet.mean_score !== null)
            ? [
                {
                  title: t("meanScore"),
                  className: "num",
                  align: "right" as const,
                  render: (_: unknown, sheet: Sheet) =>
                    sheet.mean_score === null ? <span className="muted">–</span> : showShort(sheet.mean_score),
                },
              ]
            : []),
          {
            title: t("remarks"),
            render: (_, sheet) =>
              sheet.state === "stopped" ? t("stoppedFor", { reason: sheet.stop_reason }) : (sheet.remark ?? "–"),
          },
        ]}
      />
      {mover && (
        <MoveDialog
          open={isAsked}
          team={mover}
          roundId={round.id}
          codes={selected}
          onDone={() => {
            select([]);
          }}
          onClose={() => {
            ask(false);
          }}
        />
      )}
    </section>
  );
}
