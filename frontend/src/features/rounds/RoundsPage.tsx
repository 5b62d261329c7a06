import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { OpenRoundDialog } from "./OpenRoundDialog";
import { firstRounds, LIGHTS, roundQuery, type Round } from "./queries";
import { RoundLight } from "./RoundLight";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import "./rounds.css";

/** The quarters of the year: which were looked into, and how the lights stand. */
export default function RoundsPage() {
  const { t } = useTranslation(["quarterly", "app"]);
  const mayManage = useMay()("supervision:round:manage");
  const navigate = useNavigate();
  const className = useClassNames();
  const [year] = useYear();
  const [isAsked, ask] = useState(false);
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={mayManage && <NewButton label={t("open")} onOpen={ask} />}
      />
      <DataList<Round>
        caption={t("title", { year })}
        queryKey={keys.rounds.list(year)}
        firstPage={() => firstRounds(year)}
        rowKey={(row) => row.id}
        empty={{ title: t("empty", { year }), hint: t(mayManage ? "emptyOpen" : "emptyHint") }}
        columns={[
          { title: t("period"), render: (_, row) => t(`periods.${row.period}`) },
          { title: t("name"), render: (_, row) => <Link to={`/rounds/${row.id}`}>{row.title}</Link> },
          {
            title: t("state"),
            render: (_, row) => (
              <StateTag label={t(`states.${row.state}`)} tone={row.state === "open" ? "open" : "done"} />
            ),
          },
          { title: t("lightsTitle"), render: (_, row) => <Lights roundId={row.id} /> },
          { title: t("classes"), render: (_, row) => row.class_codes.map(className).join(t("app:listSeparator")) },
          { title: t("openedAt"), className: "num", render: (_, row) => showDate(row.opened_at) },
          { title: t("closedAt"), className: "num", render: (_, row) => showDate(row.closed_at) || "–" },
        ]}
      />
      <OpenRoundDialog
        year={year}
        open={isAsked}
        onDone={(round) => navigate(`/rounds/${round.id}`)}
        onClose={() => {
          ask(false);
        }}
      />
    </>
  );
}

function Lights({ roundId }: { roundId: string }) {
  const round = useQuery(roundQuery(roundId));
  if (!round.data) return <span className="muted">{round.isError ? "–" : "…"}</span>;
  const { counts } = round.data;
  const lit = LIGHTS.filter((light) => counts[light] > 0);
  return (
    <span className="round-lights">
      {lit.map((light) => (
        <RoundLight key={light} light={light} count={counts[light]} />
      ))}
      {counts.awaited > 0 && <RoundLight light={null} count={counts.awaited} />}
    </span>
  );
}
