import { useTranslation } from "react-i18next";
import type { PlanDetail, PlanTarget } from "./queries";
import { dropped, formerOf, inOrder } from "./targets";
import { showMonth } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { WideTable } from "@/ui/WideTable";

/** Targets as they stand; what they were before stays beside them, struck through. */
export function TargetTable({ plan }: { plan: PlanDetail }) {
  const { t, i18n } = useTranslation(["plans", "app"]);
  const gone = dropped(plan.targets, plan.former_targets);
  const value = (target: PlanTarget): string =>
    target.target === null ? t("noNumber") : `${showShort(target.target)} ${target.unit_of_measure}`;
  const milestones = (target: PlanTarget): string =>
    inOrder(target.milestones)
      .map((point) => t("milestone", { month: showMonth(point.month), value: showShort(point.value) }))
      .join(t("app:listSeparator"));
  return (
    <WideTable<PlanTarget>
      label={t("targets")}
      rowKey={(target) => `${target.indicator_code}-${String(target.until_version)}`}
      dataSource={[...plan.targets, ...gone]}
      columns={[
        { title: t("code"), dataIndex: "indicator_code", className: "num" },
        {
          title: t("target"),
          render: (_, target) => {
            const name = i18n.language === "en" ? target.indicator_name_en : target.indicator_name;
            return gone.includes(target) ? <del>{name}</del> : name;
          },
        },
        {
          title: t("value"),
          className: "num",
          align: "right",
          render: (_, target) =>
            gone.includes(target) ? (
              <del className="muted">{value(target)}</del>
            ) : (
              <>
                {formerOf(target, plan.former_targets)
                  .filter((old) => value(old) !== value(target))
                  .map((old) => (
                    <div key={old.until_version}>
                      <del className="muted">{value(old)}</del>{" "}
                      <span className="muted">{t("untilVersion", { version: old.until_version })}</span>
                    </div>
                  ))}
                <strong>{value(target)}</strong>
              </>
            ),
        },
        { title: t("direction"), render: (_, target) => t(`directions.${target.direction}`) },
        {
          title: t("milestones"),
          render: (_, target) => (
            <>
              {formerOf(target, plan.former_targets)
                .filter((old) => milestones(old) !== milestones(target) && milestones(old) !== "")
                .map((old) => (
                  <div key={old.until_version}>
                    <del className="muted">{milestones(old)}</del>
                  </div>
                ))}
              {milestones(target) || "–"}
            </>
          ),
        },
        { title: t("carries"), className: "num", render: (_, target) => target.carries_indicator_code ?? "–" },
      ]}
    />
  );
}
