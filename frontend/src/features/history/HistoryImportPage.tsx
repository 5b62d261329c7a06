import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { importHistory } from "./queries";
import type { Schema } from "@/api/client";
import { asOneOf, asText, asYear, type PasteColumn } from "@/lib/pasted";
import { GRADES, TIERS } from "@/lib/personnel";
import { useUnitCodes } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { PasteDesk } from "@/ui/pasting/PasteDesk";
import { PageHeader } from "@/ui/PageHeader";
import { wordsOf } from "@/i18n/words";

/** What other books say of earlier years: tiers of units, or grades of cadres. */
export default function HistoryImportPage() {
  const { t } = useTranslation(["history", "app", "grades"]);
  const [kind, choose] = useUrlState("kind");
  const unitCodes = useUnitCodes();
  const year: PasteColumn = { key: "year", label: t("year"), read: asYear };
  const tiers: PasteColumn[] = [
    year,
    { key: "unit_code", label: t("unit"), read: asOneOf(unitCodes) },
    { key: "tier", label: t("tier"), read: asOneOf(wordsOf("app:tiers", TIERS)) },
  ];
  const grades: PasteColumn[] = [
    year,
    { key: "cadre_code", label: t("cadreCode"), read: asText },
    { key: "grade", label: t("grade"), read: asOneOf(wordsOf("grades:grades", GRADES)) },
    { key: "name", label: t("name"), isFree: true, read: asText },
  ];
  const write = (rows: Record<string, string | number>[], dryRun: boolean) =>
    importHistory(rows as unknown as Schema<"HistoryRow">[], dryRun);
  const separator = t("app:listSeparator");
  const desk = (columns: PasteColumn[], hints: [string, string][]) => (
    <PasteDesk
      columns={columns}
      hints={hints}
      write={write}
      touches={["history", "grades", "proposals"]}
      effect={t("effect")}
    />
  );
  return (
    <>
      <PageHeader title={t("importTitle")} note={t("importNote")} trail={[{ label: t("title"), path: "/history" }]} />
      <Tabs
        activeKey={kind === "grades" ? "grades" : "tiers"}
        onChange={(key) => {
          choose(key === "tiers" ? undefined : key);
        }}
        destroyOnHidden
        items={[
          {
            key: "tiers",
            label: t("unitTiers"),
            children: desk(tiers, [
              [t("unit"), t("unitHint")],
              [t("tier"), TIERS.map((value) => t(`app:tiers.${value}`)).join(separator)],
            ]),
          },
          {
            key: "grades",
            label: t("cadreGrades"),
            children: desk(grades, [
              [t("grade"), GRADES.map((value) => t(`grades:grades.${value}`)).join(separator)],
              [t("name"), t("nameHint")],
            ]),
          },
        ]}
      />
    </>
  );
}
