import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { OpenSheetsDialog } from "./OpenSheetsDialog";
import { firstRounds, roundQuery, type Round, type Team } from "./queries";
import { countDone, countSheets } from "./stages";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { useClassesOf } from "@/lib/rounds";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** Year-end appraisal on site, class by class: how far each of the three teams is. */
export default function SheetRoundsPage() {
  const { t } = useTranslation(["sheets", "rounds"]);
  const mayManage = useMay()("appraisal:sheet:manage");
  const [year] = useYear();
  const nameClasses = useClassesOf();
  const [isAsked, ask] = useState(false);
  const open = (): void => {
    ask(true);
  };
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={
          mayManage && (
            <Button type="primary" onClick={open}>
              {t("open")}
            </Button>
          )
        }
      />
      <DataList<Round>
        caption={t("title", { year })}
        queryKey={keys.sheets.rounds(year)}
        firstPage={() => firstRounds(year)}
        rowKey={(row) => row.id}
        empty={{ title: t("empty"), hint: mayManage ? t("emptyOpen") : t("emptyHint") }}
        columns={[
          { title: t("rounds:classes"), render: (_, row) => <Link to={`/sheets/${row.id}`}>{nameClasses(row)}</Link> },
          {
            title: t("state"),
            render: (_, row) => (
              <StateTag label={t(`rounds:states.${row.state}`)} tone={row.state === "open" ? "open" : "done"} />
            ),
          },
          ...(["verify", "score", "monitor"] as const).map((team) => ({
            title: t(`teams.${team}`),
            render: (_: unknown, row: Round) => <Done roundId={row.id} team={team} />,
          })),
          { title: t("rounds:openedBy"), dataIndex: "opened_by" },
          { title: t("rounds:closedAt"), className: "num", render: (_, row) => showDate(row.closed_at) || "–" },
        ]}
      />
      <OpenSheetsDialog
        year={year}
        open={isAsked}
        onClose={() => {
          ask(false);
        }}
      />
    </>
  );
}

/** How many of the round's sheets a team is through with. */
function Done({ roundId, team }: { roundId: string; team: Team }) {
  const { t } = useTranslation("sheets");
  const round = useQuery(roundQuery(roundId));
  if (!round.data) return <span className="muted">{round.isError ? "–" : "…"}</span>;
  const all = countSheets(round.data.progress);
  const done = countDone(round.data.progress, team);
  return (
    <span className="num">
      {t("doneOf", { done, all })} {done === all && <StateTag label={t("teamDone")} tone="done" />}
    </span>
  );
}
