import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { firstRules, type DeductionRule } from "./queries";
import { RuleDialogs, type RuleStep } from "./RuleDialogs";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { catalogueQuery } from "@/lib/catalogue";
import { showDate } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { NewButton } from "@/ui/NewButton";
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
  const mayManage = useMay()("supervision:rule:manage");
  const [step, take] = useState<RuleStep | null>(null);
  const rules = useQuery(catalogueQuery(year)).data ?? [];
  const isEnglish = i18n.language === "en";
  const nameOf = (code: string): string => {
    const rule = rules.find((one) => one.code === code);
    return rule ? (isEnglish ? rule.title_en : rule.title) : code;
  };
  const adopt = (
    <Button
      onClick={() => {
        take({ what: "adopt" });
      }}
    >
      {t("rules.adopt")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("rules.title", { year })}
        note={t("rules.note")}
        actions={
          mayManage && (
            <>
              {adopt}
              <NewButton
                label={t("rules.create")}
                onOpen={() => {
                  take({ what: "create" });
                }}
              />
            </>
          )
        }
      />
      <DataList<DeductionRule>
        caption={t("rules.title", { year })}
        queryKey={keys.rules.list(year, search)}
        firstPage={() => firstRules(year, search)}
        rowKey={(rule) => rule.id}
        empty={
          search
            ? { title: t("rules.noneFound") }
            : mayManage
              ? { title: t("rules.empty"), hint: t("rules.beginHint"), action: adopt }
              : { title: t("rules.empty"), hint: t("rules.emptyHint") }
        }
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
                rule.overdue_rule_code !== null && t("rules.overdue", { name: nameOf(rule.overdue_rule_code) }),
              ]
                .filter(Boolean)
                .join("; ") || "–",
          },
          { title: t("basis"), dataIndex: "basis", className: "wrap-cell" },
          {
            title: t("rules.inForce"),
            className: "num",
            render: (_, rule) =>
              rule.valid_to === null
                ? t("rules.since", { day: showDate(rule.valid_from) })
                : t("rules.until", { from: showDate(rule.valid_from), to: showDate(rule.valid_to) }),
          },
          ...(mayManage
            ? [{ title: "", render: (_: unknown, rule: DeductionRule) => <RowSteps rule={rule} onTake={take} /> }]
            : []),
        ]}
      />
      <RuleDialogs
        year={year}
        step={step}
        onClose={() => {
          take(null);
        }}
      />
    </>
  );
}

function RowSteps({ rule, onTake }: { rule: DeductionRule; onTake: (step: RuleStep) => void }) {
  const { t, i18n } = useTranslation("deductions");
  const name = i18n.language === "en" ? rule.title_en : rule.title;
  return (
    <span className="row">
      <Button
        size="small"
        aria-label={t("rules.changeOf", { name })}
        onClick={() => {
          onTake({ what: "change", rule });
        }}
      >
        {t("rules.change")}
      </Button>
      {rule.valid_to === null && (
        <Button
          size="small"
          aria-label={t("rules.endOf", { name })}
          onClick={() => {
            onTake({ what: "end", rule });
          }}
        >
          {t("rules.end")}
        </Button>
      )}
    </span>
  );
}
