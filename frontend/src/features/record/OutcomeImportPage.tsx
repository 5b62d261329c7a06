import { useTranslation } from "react-i18next";
import { importOutcomes, type ImportedOutcome } from "./queries";
import { asDay, asOneOf, asText, asYear, type PasteColumn } from "@/lib/pasted";
import { OUTCOME_KINDS } from "@/lib/personnel";
import { useUnitCodes } from "@/lib/units";
import { PageHeader } from "@/ui/PageHeader";
import { PasteDesk } from "@/ui/pasting/PasteDesk";
import { wordsOf } from "@/i18n/words";

/** Outcomes of earlier years from other books. */
export default function OutcomeImportPage() {
  const { t } = useTranslation(["record", "app"]);
  const unitCodes = useUnitCodes();
  const columns: PasteColumn[] = [
    { key: "reference", label: t("reference"), read: asText },
    { key: "year", label: t("year"), read: asYear },
    { key: "kind", label: t("kind"), read: asOneOf(wordsOf("record:kinds", OUTCOME_KINDS)) },
    { key: "name", label: t("name"), read: asText },
    { key: "decision_number", label: t("decisionNumber"), read: asText },
    { key: "decided_on", label: t("date"), read: asDay },
    { key: "cadre_code", label: t("cadreCode"), isFree: true, read: asText },
    { key: "unit_code", label: t("unit"), isFree: true, read: asOneOf(unitCodes) },
  ];
  return (
    <>
      <PageHeader title={t("importTitle")} note={t("importNote")} trail={[{ label: t("title"), path: "/record" }]} />
      <PasteDesk
        columns={columns}
        hints={[
          [t("reference"), t("referenceHint")],
          [t("kind"), OUTCOME_KINDS.map((kind) => t(`kinds.${kind}`)).join(t("app:listSeparator"))],
          [t("date"), t("dateHint")],
          [t("freeColumns"), t("freeHint")],
        ]}
        write={(rows, dryRun) => importOutcomes(rows as unknown as ImportedOutcome[], dryRun)}
        touches={["record"]}
        effect={t("importEffect")}
      />
    </>
  );
}
