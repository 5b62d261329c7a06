import { useQuery } from "@tanstack/react-query";
import { Descriptions } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Course, Steps } from "./Course";
import { Due, EarlierDays } from "./Due";
import { rectificationQuery } from "./queries";
import { TONES } from "./tones";
import { EvidenceStrip } from "@/ui/evidence/EvidenceStrip";
import { PageHeader } from "@/ui/PageHeader";
import { RecordLink } from "@/ui/RecordLink";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { UnitLink } from "@/ui/UnitLink";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./RectificationPage.module.css";

/** A rectification: what must be put right until when, its stations, and what this reader may do now. */
export default function RectificationPage() {
  const { t, i18n } = useTranslation("rectifications");
  const { id = "" } = useParams();
  const rectification = useQuery(rectificationQuery(id));
  if (rectification.isPending) return <PageSkeleton />;
  if (rectification.isError)
    return <ErrorState error={rectification.error} onRetry={() => void rectification.refetch()} />;
  const row = rectification.data;
  return (
    <>
      <PageHeader
        title={t("of", { unit: row.unit_name })}
        number={row.number}
        trail={[{ label: t("title"), path: "/rectifications" }]}
        note={<StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />}
      />
      <div className={classNames("stack", layout.halves)}>
        <div className="stack">
          <section className="card" aria-label={t("demand")}>
            <div className="muted">{t("demand")}</div>
            <p className={styles.demand}>{row.demand}</p>
            <Descriptions
              column={1}
              size="small"
              items={[
                {
                  key: "due",
                  label: t("due"),
                  children: (
                    <div>
                      <Due row={row} />
                      <EarlierDays row={row} />
                    </div>
                  ),
                },
                { key: "unit", label: t("unit"), children: <UnitLink code={row.unit_code} name={row.unit_name} /> },
                {
                  key: "for",
                  label: t("for"),
                  children: (
                    <p className={layout.flush}>
                      <RecordLink
                        number={row.deduction_number}
                        path={`/deductions/${row.deduction_id}`}
                        permission="supervision:deduction:read"
                      />{" "}
                      {i18n.language === "en" ? row.rule_title_en : row.rule_title}
                    </p>
                  ),
                },
                ...(row.overdue_rule_code
                  ? [{ key: "rule", label: t("overdueRule"), children: row.overdue_rule_code }]
                  : []),
              ]}
            />
          </section>
          <EvidenceStrip of={{ kind: "deduction", id: row.deduction_id }} adds={false} />
        </div>
        <section className={classNames("card stack", styles.course)} aria-label={t("course")}>
          <strong>{t("course")}</strong>
          <Steps row={row} />
          <Course row={row} />
        </section>
      </div>
    </>
  );
}
