import { useTranslation } from "react-i18next";
import { JudgeDialog } from "./JudgeDialog";
import { MergeDialog } from "./MergeDialog";
import { RepeatNote } from "./RepeatNote";
import { moveOne, type Deduction, type Verb } from "./queries";
import { showShort } from "@/lib/decimals";
import { ReasonDialog } from "@/ui/dialogs";
import { EvidenceUpload } from "@/ui/evidence/EvidenceUpload";
import type { Resources } from "@/i18n/resources";
import layout from "@/ui/layout.module.css";

const WITH_REASON: readonly Verb[] = ["return", "revoke", "object", "correct"];

interface Props {
  row: Deduction;
  /** The step that was chosen; null while none is. */
  verb: Verb | null;
  /** Into which record a merge is proposed. */
  into?: string | undefined;
  /** The step is taken; what is shown has not been read again yet. */
  onTaken?: (verb: Verb) => void;
  onClose: () => void;
}

type EffectVerb = keyof Resources["deductions"]["effect"];

/** A ruling and a public text are given in dialogs of their own. */
function hasEffect(verb: Verb | null): verb is EffectVerb {
  return verb !== null && verb !== "judge" && verb !== "review_public_text";
}

/** Asks before a step of a deduction is taken, by its number and with what it brings. */
export function StepDialogs({ row, verb, into, onTaken, onClose }: Props) {
  const { t } = useTranslation("deductions");
  const points = verb === "confirm" && row.repeat ? row.repeat.points_after : row.points;
  return (
    <>
      <ReasonDialog
        open={verb !== null && verb !== "judge" && verb !== "merge"}
        title={verb ? t("ask", { verb: t(`verbs.${verb}`), number: row.number }) : ""}
        confirmText={verb ? t(`verbs.${verb}`) : ""}
        danger={verb === "revoke"}
        {...(verb && WITH_REASON.includes(verb) && { reasonLabel: t(verb === "object" ? "grounds" : "reason") })}
        onConfirm={(reason) => moveOne(verb ?? "confirm", row.id, { reason }).then(() => onTaken?.(verb ?? "confirm"))}
        touches={["deductions"]}
        onClose={onClose}
      >
        {hasEffect(verb) && (
          <p className={layout.flush}>{t(`effect.${verb}`, { unit: row.unit_name, points: showShort(points) })}</p>
        )}
        {verb === "confirm" && <RepeatNote row={row} />}
        {verb === "object" && <EvidenceUpload of={{ kind: "deduction", id: row.id }} listsDone />}
      </ReasonDialog>
      <MergeDialog
        open={verb === "merge"}
        deduction={row}
        into={into}
        onTaken={() => onTaken?.("merge")}
        onClose={onClose}
      />
      <JudgeDialog open={verb === "judge"} deduction={row} onTaken={() => onTaken?.("judge")} onClose={onClose} />
    </>
  );
}
