import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { amendmentQuery, approveAmendment, rejectAmendment, type Amendment, type PlanDetail } from "./queries";
import { inOrder } from "./targets";
import { showMonth, showTime } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { ReasonDialog } from "@/ui/dialogs";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";
import { StateTag } from "@/ui/StateTag";
import { wordOf } from "@/i18n/words";
import styles from "./AmendmentList.module.css";

const TONES = { proposed: "due", approved: "done", rejected: "still" } as const;

interface Props {
  plan: PlanDetail;
}

export function AmendmentList({ plan }: Props) {
  const { t, i18n } = useTranslation("plans");
  const english = new Map(plan.targets.map((target) => [target.indicator_code, target.indicator_name_en]));
  const nameOf = (amendment: Amendment): string =>
    (i18n.language === "en" && english.get(amendment.indicator_code)) || amendment.indicator_name;
  if (plan.amendments.length === 0) return null;
  return (
    <section className="card" aria-label={t("amendments")}>
      <strong>{t("amendments")}</strong>
      <ul className={styles.list}>
        {plan.amendments.map((amendment) => (
          <AmendmentItem key={amendment.id} amendment={amendment} name={nameOf(amendment)} />
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  amendment: Amendment;
  name: string;
}

function AmendmentItem({ amendment, name }: ItemProps) {
  const { t } = useTranslation(["plans", "app"]);
  const [step, choose] = useState<"approve" | "reject" | null>(null);
  const isOpen = amendment.state === "proposed";
  const detail = useQuery({ ...amendmentQuery(amendment.id), enabled: isOpen });
  const actions = isOpen ? (detail.data?.actions ?? []) : [];
  const close = (): void => {
    choose(null);
  };
  const before = amendment.old_target === null ? "–" : showShort(amendment.old_target);
  const after = amendment.new_target === null ? "–" : showShort(amendment.new_target);
  const effect = t("amendmentEffect", {
    old: before,
    new: after,
    name: amendment.proposed_by_name,
    reason: amendment.reason,
  });
  const milestones = inOrder(amendment.new_milestones)
    .map((point) => t("milestone", { month: showMonth(point.month), value: showShort(point.value) }))
    .join(t("app:listSeparator"));
  return (
    <li className={styles.item}>
      <div className="row">
        <span>{name}</span>
        <span className="num">
          <del className="muted">{before}</del>
          {" → "}
          <strong>{after}</strong>
        </span>
        <StateTag label={t(`amendmentStates.${amendment.state}`)} tone={TONES[amendment.state]} />
        {actions
          .filter((action) => action.allowed)
          .map((action) => (
            <Button
              key={action.name}
              size="small"
              onClick={() => {
                choose(action.name === "approve" ? "approve" : "reject");
              }}
            >
              {wordOf("plans:amendmentVerbs", action.name)}
            </Button>
          ))}
      </div>
      {milestones && <div>{t("newMilestones", { milestones })}</div>}
      <div className="muted">
        {t("proposedBy", {
          name: amendment.proposed_by_name,
          time: showTime(amendment.proposed_at),
          reason: amendment.reason,
        })}
      </div>
      {amendment.decided_at && (
        <div className="muted">
          {t("decidedBy", {
            name: amendment.decided_by_name,
            time: showTime(amendment.decided_at),
            reason: amendment.decision_reason,
            number: amendment.document_number ?? "",
          })}
        </div>
      )}
      <FormDialog<{ reason: string; document_number: string }>
        open={step === "approve"}
        title={t("askApprove", { name })}
        confirmText={t("amendmentVerbs.approve")}
        onSubmit={(values) => approveAmendment(amendment.id, values)}
        touches={["plans"]}
        onClose={close}
      >
        <p className="dialog-text">{effect}</p>
        <Form.Item
          name="document_number"
          label={t("documentNumber")}
          rules={[{ required: true, whitespace: true, message: t("app:required") }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <ReasonField label={t("reason")} />
      </FormDialog>
      <ReasonDialog
        open={step === "reject"}
        title={t("askReject", { name })}
        confirmText={t("amendmentVerbs.reject")}
        danger
        reasonLabel={t("reason")}
        onConfirm={(reason) => rejectAmendment(amendment.id, reason)}
        touches={["plans"]}
        onClose={close}
      >
        {effect}
      </ReasonDialog>
    </li>
  );
}
