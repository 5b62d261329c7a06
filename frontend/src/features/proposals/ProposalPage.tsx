import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Radio, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { ChangeFields } from "./ChangeFields";
import { Followed } from "./Followed";
import { DecisionCard, Evidence } from "./ProposalCards";
import { decideOne, proposalQuery, reviewDecision } from "./queries";
import { decisionFrom, sayContent, TONES } from "./words";
import type { Schema } from "@/api/client";
import { useUnitNames } from "@/lib/units";
import { DecideDialog } from "@/ui/dialogs";
import { FormDialog } from "@/ui/FormDialog";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import styles from "./ProposalPage.module.css";

/** The sentence that would be read out in the meeting, what stands behind it, and the decision. */
export default function ProposalPage() {
  const { t, i18n } = useTranslation(["proposals", "app"]);
  const { id = "" } = useParams();
  const unitName = useUnitNames();
  const [step, choose] = useState<"decide" | "review" | null>(null);
  const proposal = useQuery(proposalQuery(id));
  if (proposal.isPending) return <Skeleton active paragraph={{ rows: 10 }} />;
  if (proposal.isError) return <ErrorState error={proposal.error} onRetry={() => void proposal.refetch()} />;
  const row = proposal.data;
  const sentence = i18n.language === "en" ? row.evidence.sentence.en : row.evidence.sentence.zh;
  const decide = row.actions.find((action) => action.name === "decide");
  const review = row.actions.find((action) => action.name === "review");
  const close = (): void => {
    choose(null);
  };
  return (
    <>
      <PageHeader
        title={t("proposalOf", { kind: t(`kinds.${row.kind}`), name: row.cadre_name ?? row.unit_name })}
        number={row.number}
        trail={[
          { label: t("title", { year: row.year }), path: `/proposals?year=${String(row.year)}&kind=${row.kind}` },
        ]}
        note={<StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />}
        actions={
          <>
            {review?.allowed && (
              <Button
                onClick={() => {
                  choose("review");
                }}
              >
                {t("review")}
              </Button>
            )}
            {decide?.allowed && (
              <Button
                type="primary"
                onClick={() => {
                  choose("decide");
                }}
              >
                {t("decide")}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        {row.review_state === "needed" && (
          <Alert type="warning" showIcon title={t("reviewNeeded", { reason: row.review_reason })} />
        )}
        <section className="card" aria-label={t("sentence")}>
          <blockquote className={styles.sentence}>{sentence}</blockquote>
          <div className={styles.under}>
            <span className="muted">{t("proposed")}</span> <strong>{sayContent(t, row.content, unitName)}</strong>
          </div>
          {decide && !decide.allowed && row.state === "proposed" && <div className="muted">{decide.reason}</div>}
        </section>
        {row.decision && <DecisionCard decision={row.decision} decided={row.decided} />}
        <Followed proposal={row} />
        <Evidence proposal={row} />
      </div>
      <DecideDialog
        open={step === "decide"}
        title={t("decideOf", { number: row.number })}
        sentence={sentence}
        changeFields={<ChangeFields proposal={row} />}
        onDecide={(values) => decideOne(row.id, decisionFrom(values))}
        touches={["proposals"]}
        onClose={close}
      />
      <FormDialog<Schema<"DecisionReviewEntry">>
        open={step === "review"}
        title={t("reviewOf", { number: row.number })}
        confirmText={t("review")}
        initialValues={{ outcome: "upheld" }}
        onSubmit={(values) => reviewDecision(row.id, values)}
        touches={["proposals"]}
        onClose={close}
      >
        <Form.Item name="outcome" label={t("reviewOutcome")}>
          <Radio.Group
            options={[
              { value: "upheld", label: t("reviewOutcomes.upheld") },
              { value: "withdrawn", label: t("reviewOutcomes.withdrawn") },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("reason")}
          rules={[{ required: true, whitespace: true, message: t("app:reasonNeeded") }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </FormDialog>
    </>
  );
}
