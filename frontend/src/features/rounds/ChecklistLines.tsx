import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FindingDialog } from "./FindingDialog";
import { ItemCard } from "./ItemCard";
import { answerFinding, checklistQuery, reportMakingGood, type ItemDetail, type ItemVerb } from "./queries";
import { RecheckDialog } from "./RecheckDialog";
import { nameOf } from "./words";
import { ReasonDialog } from "@/ui/dialogs";
import { CardSkeleton } from "@/ui/Skeletons";
import { EvidenceUpload } from "@/ui/evidence/EvidenceUpload";
import { ErrorState } from "@/ui/states";

/** What this reader must do stands first, then the worse lights; everything else as in the plan. */
function inOrder(items: readonly ItemDetail[]): ItemDetail[] {
  const isDue = ({ actions }: ItemDetail): boolean =>
    actions.some(({ name, allowed }) => allowed && (name === "make_good" || name === "recheck"));
  const weight = { red: 0, yellow: 2, green: 3 } as const;
  const place = (item: ItemDetail): number => (isDue(item) ? -1 : item.light ? weight[item.light] : 1);
  return [...items].sort((a, b) => place(a) - place(b));
}

/** All lines of one unit with what may be done now. */
export function ChecklistLines({ roundId, unit }: { roundId: string; unit: string }) {
  const { t } = useTranslation("quarterly");
  const checklist = useQuery(checklistQuery(roundId, unit));
  const [chosen, choose] = useState<{ item: ItemDetail; verb: ItemVerb } | null>(null);
  if (checklist.isError) return <ErrorState error={checklist.error} onRetry={() => void checklist.refetch()} />;
  if (checklist.isPending) return <CardSkeleton rows={6} />;
  const leave = (): void => {
    choose(null);
  };
  const item = chosen?.item ?? null;
  const isAnswer = chosen?.verb === "answer";
  return (
    <div className="stack">
      {inOrder(checklist.data.items).map((one) => (
        <ItemCard
          key={one.id}
          item={one}
          onAct={(acted, verb) => {
            choose({ item: acted, verb });
          }}
        />
      ))}
      <FindingDialog item={chosen?.verb === "find" ? item : null} onClose={leave} />
      <RecheckDialog item={chosen?.verb === "recheck" ? item : null} onClose={leave} />
      <ReasonDialog
        open={isAnswer || chosen?.verb === "make_good"}
        title={item ? t(isAnswer ? "answerOf" : "makeGoodOf", { line: nameOf(item) }) : ""}
        confirmText={t(isAnswer ? "verbs.answer" : "verbs.make_good")}
        reasonLabel={t(isAnswer ? "answer" : "whatWasDone")}
        onConfirm={(note) => (isAnswer ? answerFinding(item?.id ?? "", note) : reportMakingGood(item?.id ?? "", note))}
        touches={["rounds"]}
        onClose={leave}
      >
        <p>{t(isAnswer ? "answerEffect" : "makeGoodEffect")}</p>
        {item && <EvidenceUpload of={{ kind: "round_item", id: item.id }} listsDone />}
      </ReasonDialog>
    </div>
  );
}
