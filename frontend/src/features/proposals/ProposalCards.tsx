import { Descriptions } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Content, Proposal } from "./queries";
import { sayContent } from "./words";
import { useClassNames } from "@/lib/classes";
import { showTime } from "@/lib/dates";
import { showDecimal } from "@/lib/decimals";
import { useUnitNames } from "@/lib/units";
import { TierMark } from "@/ui/TierMark";
import { wordOf } from "@/i18n/words";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./ProposalCards.module.css";

/** The rule's article, the result that it is applied to, and the numbers it was worked out from. */
export function Evidence({ proposal }: { proposal: Proposal }) {
  const { t, i18n } = useTranslation(["proposals", "app"]);
  const className = useClassNames();
  const english = i18n.language === "en";
  const { rule, evidence, figures } = proposal;
  const money = new Set(["surplus", "award"]);
  const shown = Object.entries(figures).filter(([, value]) => value !== null);
  const figure = (key: string, value: string | number | boolean): string => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    return money.has(key) ? t("content.amount", { amount: showDecimal(String(value), 0) }) : String(value);
  };
  return (
    <div className={classNames("stack", layout.halves)}>
      <section className="card" aria-label={t("rule")}>
        <strong>{t("rule")}</strong>
        <p className={layout.last}>
          {t("article", { title: english ? rule.title.en : rule.title.zh, number: rule.number })}
        </p>
        <p className={layout.near}>{english ? rule.en : rule.zh}</p>
      </section>
      <section className="card" aria-label={t("evidence")}>
        <strong>{t("evidence")}</strong>
        <Descriptions
          column={1}
          size="small"
          items={[
            {
              key: "rank",
              label: t("rank"),
              children: (
                <span className={classNames("row", styles.record)}>
                  <span className="num">
                    {t("rankOf", {
                      rank: evidence.rank ?? "–",
                      of: evidence.of,
                      total: showDecimal(evidence.total),
                    })}
                  </span>
                  <TierMark tier={evidence.tier} />
                </span>
              ),
            },
            {
              key: "result",
              label: t("result"),
              children: (
                <Link to={`/results/${evidence.result_id}`}>
                  {t("resultOf", { name: className(evidence.class_code), version: evidence.version })}
                </Link>
              ),
            },
            {
              key: "digest",
              label: t("digest"),
              children: <code className={layout.breaks}>{evidence.digest}</code>,
            },
            ...shown.map(([key, value]) => ({
              key,
              label: wordOf("proposals:figures", key),
              children: <span className="num">{figure(key, value as string | number | boolean)}</span>,
            })),
          ]}
        />
      </section>
    </div>
  );
}

/** The decision as it stands on record. */
export function DecisionCard({
  decision,
  decided,
}: {
  decision: NonNullable<Proposal["decision"]>;
  decided: Content | null;
}) {
  const { t } = useTranslation(["proposals", "app"]);
  const unitName = useUnitNames();
  return (
    <section className="card" aria-label={t("decision")}>
      <strong>{t("decision")}</strong>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "outcome", label: t("outcome"), children: t(`outcomes.${decision.outcome}`) },
          ...(decided ? [{ key: "decided", label: t("decided"), children: sayContent(t, decided, unitName) }] : []),
          ...(decision.decision_number
            ? [{ key: "number", label: t("decisionNumber"), children: decision.decision_number }]
            : []),
          { key: "reason", label: t("reason"), children: decision.reason },
          {
            key: "who",
            label: t("decidedBy"),
            children: `${decision.decided_by_name} ${showTime(decision.decided_at)}`,
          },
        ]}
      />
    </section>
  );
}
