import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { closeRound, type RoundDetail } from "./queries";
import { useClassNames } from "@/lib/classes";
import { sayValueName } from "@/lib/valueNames";
import { ReasonDialog } from "@/ui/dialogs";

/** What becomes final, of whom, and what will be missing for good: before the round is closed. */
export function CloseDialog({ round, name, onClose }: { round: RoundDetail; name: string; onClose: () => void }) {
  const { t } = useTranslation(["midyear", "app"]);
  const nameClass = useClassNames();
  const isAssessment = round.kind === "mid_year";
  const missing = round.progress.missing_count;
  const classes = round.class_codes.map(nameClass).join(t("app:listSeparator"));
  return (
    <ReasonDialog
      open
      danger
      title={t("closeTitle", { name })}
      confirmText={t("close")}
      onConfirm={() => closeRound(round.id)}
      touches={["midyear", "values"]}
      onClose={onClose}
    >
      <p>
        {isAssessment
          ? t("closeAssessed", { classes, count: round.progress.unit_count })
          : t("closeValues", {
              classes,
              indicators: round.indicator_codes.length,
              count: round.progress.confirmed_count,
              period: sayValueName(round.period),
            })}
      </p>
      {missing > 0 && <Alert type="warning" role="note" showIcon title={t("closeMissing", { count: missing })} />}
    </ReasonDialog>
  );
}
