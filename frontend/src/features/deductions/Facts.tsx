import { useQuery } from "@tanstack/react-query";
import { Descriptions } from "antd";
import { useTranslation } from "react-i18next";
import { ObjectionFiles } from "./ObjectionFiles";
import { RepeatNote } from "./RepeatNote";
import type { Deduction } from "./queries";
import { useMay } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { visitQuery } from "@/lib/visits";
import { RecordLink } from "@/ui/RecordLink";
import { UnitLink } from "@/ui/UnitLink";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./Facts.module.css";

/** The visit behind a deduction; nothing for readers who may not open it. */
function useVisitLink(visitId: string | null) {
  const may = useMay();
  const visit = useQuery({
    ...visitQuery(visitId ?? ""),
    enabled: visitId !== null && may("supervision:visit:read"),
  });
  return visit.data ? <RecordLink number={visit.data.number} path={`/visits/${visit.data.id}`} /> : null;
}

/** Rule and points, when and where, on what ground, and what became of it so far. */
export function Facts({ row }: { row: Deduction }) {
  const { t, i18n } = useTranslation(["deductions", "app"]);
  const visit = useVisitLink(row.visit_id);
  const factor = row.rule.factors.find((entry) => entry.factor === row.factor);
  const meaning = i18n.language === "en" ? factor?.meaning_en : factor?.meaning;
  return (
    <section className="card" aria-label={t("facts")}>
      <div className={classNames("row", layout.apart)}>
        <span className={styles.rule}>
          <UnitLink code={row.unit_code} name={row.unit_name} />
        </span>
        <span className={classNames("num", styles.points)}>−{showShort(row.points)}</span>
      </div>
      <p className={classNames("muted num", styles.sum)}>
        {t("formula", { points: showShort(row.points_each), count: row.count, factor: showShort(row.factor), meaning })}
      </p>
      <RepeatNote row={row} />
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "occurred", label: t("occurred"), children: showTime(row.occurred_at) },
          { key: "place", label: t("place"), children: row.place },
          ...(visit ? [{ key: "visit", label: t("visit"), children: visit }] : []),
          { key: "what", label: t("description"), children: row.description },
          ...(row.cadres.length > 0
            ? [
                {
                  key: "who",
                  label: t("cadres"),
                  children: row.cadres.map((cadre) => cadre.name).join(t("app:listSeparator")),
                },
              ]
            : []),
          ...(row.source !== "person"
            ? [{ key: "source", label: t("source"), children: t(`sources.${row.source}`, { name: row.source_name }) }]
            : []),
          ...(row.corrects
            ? [
                {
                  key: "corrects",
                  label: t("corrects"),
                  children: <RecordLink number={row.corrects.number} path={`/deductions/${row.corrects.id}`} />,
                },
              ]
            : []),
          ...(row.rectification_id
            ? [
                {
                  key: "overdue",
                  label: t("overdueOf"),
                  children: (
                    <RecordLink
                      number={t("overdueOfLink")}
                      path={`/rectifications/${row.rectification_id}`}
                      permission="supervision:rectification:read"
                    />
                  ),
                },
              ]
            : []),
          ...(row.points_reason ? [{ key: "why", label: t("pointsReason"), children: row.points_reason }] : []),
          { key: "basis", label: t("basis"), children: row.rule.basis },
          ...(row.object_until
            ? [
                {
                  key: "until",
                  label: t("objectUntil"),
                  children: (
                    <div>
                      <span className="num">{showTime(row.object_until)}</span>
                      {row.term_is_provisional && <div className="muted">{t("termIsProvisional")}</div>}
                    </div>
                  ),
                },
              ]
            : []),
          ...(row.objection
            ? [
                {
                  key: "objection",
                  label: t("objection"),
                  children: (
                    <div>
                      {row.objection.grounds}
                      <ObjectionFiles deductionId={row.id} />
                    </div>
                  ),
                },
              ]
            : []),
          ...(row.judgement
            ? [
                {
                  key: "judgement",
                  label: t("judgement"),
                  children: t(`outcomes.${row.judgement.outcome}`, {
                    before: showShort(row.judgement.points_before),
                    after: showShort(row.judgement.points_after),
                    reason: row.judgement.reason,
                  }),
                },
              ]
            : []),
          ...(row.reversal
            ? [
                {
                  key: "reversal",
                  label: t("reversal"),
                  children: (
                    <div>
                      {row.reversal.number} {row.reversal.reason}{" "}
                      {row.corrected_by && (
                        <RecordLink
                          number={t("enteredAgain", { number: row.corrected_by.number })}
                          path={`/deductions/${row.corrected_by.id}`}
                        />
                      )}
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
