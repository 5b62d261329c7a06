import { useTranslation } from "react-i18next";
import { DIRECTIONS, enterIndicators, KINDS, SCOPES, type IndicatorEntry } from "./queries";
import { asCode, asOneOf, asPlaces, asText, type PasteColumn } from "@/lib/pasted";
import { useUnitCodes } from "@/lib/units";
import { useYear } from "@/lib/year";
import { PageHeader } from "@/ui/PageHeader";
import { PasteDesk } from "@/ui/pasting/PasteDesk";
import { wordsOf } from "@/i18n/words";

/** The year's indicators from a spreadsheet; those of a known code are corrected. */
export default function IndicatorImportPage() {
  const { t } = useTranslation(["indicators", "app"]);
  const [year] = useYear();
  const unitCodes = useUnitCodes();
  const listed = (words: readonly string[]): string => words.join(t("app:listSeparator"));
  const columns: PasteColumn[] = [
    { key: "code", label: t("code"), read: asCode },
    { key: "name", label: t("name"), read: asText },
    { key: "name_en", label: t("nameEn"), read: asText },
    { key: "unit_of_measure", label: t("measure"), read: asText },
    { key: "owner_unit_code", label: t("owner"), read: asOneOf(unitCodes) },
    {
      key: "direction",
      label: t("direction"),
      isFree: true,
      read: asOneOf(wordsOf("indicators:directions", DIRECTIONS)),
    },
    { key: "goal_scope", label: t("scope"), isFree: true, read: asOneOf(wordsOf("indicators:scopes", SCOPES)) },
    { key: "kind", label: t("kind"), isFree: true, read: asOneOf(wordsOf("indicators:kinds", KINDS)) },
    { key: "places", label: t("places"), isFree: true, read: asPlaces },
  ];
  return (
    <>
      <PageHeader
        title={t("importTitle", { year })}
        note={t("importNote")}
        trail={[{ label: t("title", { year }), path: "/indicators" }]}
      />
      <PasteDesk
        columns={columns}
        hints={[
          [t("code"), t("codeHint")],
          [t("owner"), t("ownerColumn")],
          [t("direction"), listed(DIRECTIONS.map((value) => t(`directions.${value}`)))],
          [t("scope"), listed(SCOPES.map((value) => t(`scopes.${value}`)))],
          [t("kind"), listed(KINDS.map((value) => t(`kinds.${value}`)))],
          [t("freeColumns"), t("freeHint")],
        ]}
        write={(rows, dryRun) =>
          enterIndicators(
            rows.map((row) => ({ ...row, year }) as IndicatorEntry),
            dryRun,
          )
        }
        touches={["indicators"]}
        effect={t("importEffect")}
      />
    </>
  );
}
