import { useTranslation } from "react-i18next";
import { firstRules, type DeductionRule } from "./queries";
import { keys } from "@/api/keys";
import { showShort } from "@/lib/decimals";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";

function points(rule: DeductionRule): string {
  if (rule.points !== null) return showShort(rule.points);
  return `${showShort(rule.points_min ?? "")}–${showShort(rule.points_max ?? "")}`;
}

/** The year's catalogue: points come from here, never typed freely. */
export default function RulesPage() {
  const { t, i18n } = useTranslation("deductions");
  const [year] = useYear();
  const [search] = useUrlState("search");
  const isEnglish = i18n.language === "en";
  return (
    <>
      <PageHeader title={t("rules.title", { year })} note={t("rules.note")} />
      <DataList<DeductionRule>
        caption={t("rules.title", { year })}
        queryKey={keys.rules.list(year, search)}
        firstPage={() => firstRules(year, search)}
        rowKey={(rule) => rule.id}
        empty={{ title: t("rules.empty"), hint: t("rules.emptyHint") }}
        filters={<FilterBar filters={[{ name: "search", label: t("rules.search") }]} />}
        columns={[
          { title: t("rules.code"), dataIndex: "code", className: "num" },
          { title: t("rule"), render: (_, rule) => (isEnglish ? rule.title_en : rule.title) },
          { title: t("rules.category"), render: (_, rule) => t(`categories.${rule.category}`) },
          { title: t("points"), align: "right", className: "num", render: (_, rule) => points(rule) },
          {
            title: t("factor"),
            className: "wrap-cell",
            render: (_, rule) =>
              rule.factors
                .map(
                  (entry) =>
                    `×${showShort(entry.factor)} ${isEnglish ? (entry.meaning_en ?? "") : (entry.meaning ?? "")}`,
                )
                .join("; "),
          },
          {
            title: t("rules.repeat"),
            className: "num",
            render: (_, rule) =>
              rule.repeat_factor === null ? "–" : t("rules.repeatBy", { factor: showShort(rule.repeat_factor) }),
          },
          {
            title: t("rules.rectify"),
            className: "wrap-cell",
            render: (_, rule) =>
              [
                rule.rectification_days !== null && t("rules.within", { days: rule.rectification_days }),
                rule.overdue_rule_code !== null && t("rules.overdue", { code: rule.overdue_rule_code }),
              ]
                .filter(Boolean)
                .join("; ") || "–",
          },
          { title: t("basis"), dataIndex: "basis", className: "wrap-cell" },
        ]}
      />
    </>
  );
}
