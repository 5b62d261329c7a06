import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { OpenBallotDialog } from "./OpenBallotDialog";
import { OpenEvaluationDialog } from "./OpenEvaluationDialog";
import { firstBallots, firstEvaluations, ROUND_TONES, type Kind, type Round } from "./queries";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { useClassesOf } from "@/lib/rounds";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** One half of the comprehensive review: the rounds of county leaders, or those of ballots. */
export function RoundList({ kind }: { kind: Kind }) {
  const { t } = useTranslation(["evaluations", "rounds"]);
  const may = useMay();
  const [year] = useYear();
  const nameClasses = useClassesOf();
  const [isAsked, ask] = useState(false);
  const mayOpen = may(kind === "leaders" ? "appraisal:evaluation:manage" : "appraisal:ballot:count");
  const dialog = {
    year,
    onClose: () => {
      ask(false);
    },
  };
  return (
    <>
      <PageHeader
        title={t(`titles.${kind}`, { year })}
        note={t(`notes.${kind}`)}
        actions={
          mayOpen && (
            <Button
              type="primary"
              onClick={() => {
                ask(true);
              }}
            >
              {t(`open.${kind}`)}
            </Button>
          )
        }
      />
      <DataList<Round>
        caption={t(`titles.${kind}`, { year })}
        queryKey={keys.evaluations.list(kind, year)}
        firstPage={() => (kind === "leaders" ? firstEvaluations(year) : firstBallots(year))}
        rowKey={(row) => row.id}
        empty={{ title: t(`empty.${kind}`), hint: t(mayOpen ? "emptyOpen" : "emptyHint") }}
        columns={[
          {
            title: t("rounds:classes"),
            render: (_, row) => (
              <Link to={`/${kind === "leaders" ? "evaluations" : "ballots"}/${row.id}`}>{nameClasses(row)}</Link>
            ),
          },
          {
            title: t("state"),
            render: (_, row) => <StateTag label={t(`rounds:states.${row.state}`)} tone={ROUND_TONES[row.state]} />,
          },
          { title: t("rounds:openedBy"), dataIndex: "opened_by" },
          { title: t("rounds:closedAt"), className: "num", render: (_, row) => showDate(row.closed_at) || "–" },
        ]}
      />
      {kind === "leaders" ? (
        <OpenEvaluationDialog open={isAsked} {...dialog} />
      ) : (
        <OpenBallotDialog open={isAsked} {...dialog} />
      )}
    </>
  );
}
