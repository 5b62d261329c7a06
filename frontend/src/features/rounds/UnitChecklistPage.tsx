import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { ChecklistLines } from "./ChecklistLines";
import { checklistQuery } from "./queries";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { UnitLink } from "@/ui/UnitLink";
import "./rounds.css";

/** One unit's lines in a round: where the inspector enters what was found, and where both sides read it. */
export default function UnitChecklistPage() {
  const { t } = useTranslation("quarterly");
  const { id = "", unit = "" } = useParams();
  const checklist = useQuery(checklistQuery(id, unit));
  if (checklist.isError) return <ErrorState error={checklist.error} onRetry={() => void checklist.refetch()} />;
  if (checklist.isPending) return <PageSkeleton />;
  const { round, unit_name: name, unit_code: code } = checklist.data;
  return (
    <>
      <PageHeader
        title={t("unitTitle", { unit: name, round: round.title })}
        trail={[
          { label: t("title", { year: round.year }), path: `/rounds?year=${String(round.year)}` },
          { label: round.title, path: `/rounds/${round.id}` },
        ]}
        note={
          <>
            <StateTag label={t(`states.${round.state}`)} tone={round.state === "open" ? "open" : "done"} />
            <UnitLink code={code} name={name} />
          </>
        }
      />
      <ChecklistLines roundId={id} unit={unit} />
    </>
  );
}
