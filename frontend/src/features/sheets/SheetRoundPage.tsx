import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { closeRound, roundQuery, type RoundDetail } from "./queries";
import { SheetTable } from "./SheetTable";
import { countDone, countSheets } from "./stages";
import { TeamCards } from "./TeamCards";
import { useMay } from "@/auth/session";
import { showShort } from "@/lib/decimals";
import { useClassesOf, useItemOf } from "@/lib/rounds";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";

export default function SheetRoundPage() {
  const { id = "" } = useParams();
  const round = useQuery(roundQuery(id));
  if (round.isPending) return <PageSkeleton />;
  if (round.isError) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  return <Content round={round.data} />;
}

/** One round: the three teams, and every sheet with what this reader may do with it. */
function Content({ round }: { round: RoundDetail }) {
  const { t } = useTranslation(["sheets", "rounds"]);
  const mayManage = useMay()("appraisal:sheet:manage");
  const classes = useClassesOf()(round);
  const item = useItemOf(round);
  const [isAsked, ask] = useState(false);
  const all = countSheets(round.progress);
  const unsigned = all - countDone(round.progress, "monitor");
  const canClose = mayManage && round.state === "open";
  return (
    <>
      <PageHeader
        title={t("roundTitle", { classes })}
        trail={[{ label: t("title", { year: round.year }), path: `/sheets?year=${String(round.year)}` }]}
        note={
          <>
            <StateTag label={t(`rounds:states.${round.state}`)} tone={round.state === "open" ? "open" : "done"} />{" "}
            {item && t("rounds:feeds", { scheme: item.schemeName, item: item.name, points: showShort(item.points) })}
          </>
        }
        actions={
          canClose && (
            <Button
              type="primary"
              disabled={unsigned > 0}
              onClick={() => {
                ask(true);
              }}
            >
              {t("close")}
            </Button>
          )
        }
      />
      <div className="stack">
        {canClose && unsigned > 0 && <div className="muted">{t("notYetClosable", { count: unsigned })}</div>}
        <TeamCards round={round} />
        <SheetTable round={round} most={item?.points} />
      </div>
      <ReasonDialog
        open={isAsked}
        title={t("closeTitle", { classes })}
        confirmText={t("close")}
        onConfirm={() => closeRound(round.id)}
        touches={["sheets"]}
        onClose={() => {
          ask(false);
        }}
      >
        {t("closeSentence", { count: all })}
      </ReasonDialog>
    </>
  );
}
