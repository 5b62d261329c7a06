import { Form, Input, InputNumber, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { openRectification, recheck, report, withdraw, type Rectification, type RectificationVerb } from "./queries";
import type { Schema } from "@/api/client";
import { ReasonDialog } from "@/ui/dialogs";
import { EvidenceUpload } from "@/ui/evidence/EvidenceUpload";
import { FormDialog } from "@/ui/FormDialog";
import layout from "@/ui/layout.module.css";

const NEXT_DAYS = 5;

interface OpenProps {
  open: boolean;
  deduction: Schema<"DeductionView">;
  onClose: () => void;
}

/** What must be put right, and within how many working days; the rule's number stands there already. */
export function OpenDialog({ open, deduction, onClose }: OpenProps) {
  const { t } = useTranslation("rectifications");
  const days = deduction.rule.rectification_days;
  return (
    <FormDialog<{ demand: string; working_days: number }>
      open={open}
      title={t("openTitle", { number: deduction.number })}
      confirmText={t("openIt")}
      initialValues={days === null ? {} : { working_days: days }}
      onSubmit={(values) => openRectification({ ...values, deduction_id: deduction.id })}
      touches={["rectifications", "deductions"]}
      onClose={onClose}
    >
      <Note name="demand" label={t("demand")} hint={t("demandHint", { unit: deduction.unit_name })} />
      <Days hint={days === null ? t("daysFree") : t("daysByRule", { count: days })} />
    </FormDialog>
  );
}

export interface StepProps {
  row: Rectification;
  verb: RectificationVerb | null;
  onClose: () => void;
}

/** One step of a rectification: the unit's report, what a re-check found, or that it is asked for no longer. */
export function StepDialogs({ row, verb, onClose }: StepProps) {
  const { t } = useTranslation("rectifications");
  return (
    <>
      <FormDialog<{ note: string }>
        open={verb === "report"}
        title={t("ask", { verb: t("verbs.report"), number: row.number })}
        confirmText={t("verbs.report")}
        onSubmit={(values) => report(row.id, values)}
        touches={["rectifications", "deductions"]}
        onClose={onClose}
      >
        <p className="dialog-text">{t("effect.report")}</p>
        <Note name="note" label={t("reportNote")} />
        <EvidenceUpload of={{ kind: "deduction", id: row.deduction_id }} purpose="rectification" listsDone />
      </FormDialog>
      <FormDialog<Schema<"RectificationRecheckEntry">>
        open={verb === "recheck"}
        title={t("ask", { verb: t("verbs.recheck"), number: row.number })}
        confirmText={t("verbs.recheck")}
        initialValues={{ outcome: "passed", working_days: NEXT_DAYS }}
        onSubmit={({ outcome, note, working_days }) =>
          recheck(row.id, { outcome, note, ...(outcome === "failed" && { working_days }) })
        }
        touches={["rectifications", "deductions"]}
        onClose={onClose}
      >
        <RecheckFields />
        <EvidenceUpload of={{ kind: "deduction", id: row.deduction_id }} purpose="recheck" listsDone />
      </FormDialog>
      <ReasonDialog
        open={verb === "withdraw"}
        title={t("ask", { verb: t("verbs.withdraw"), number: row.number })}
        confirmText={t("verbs.withdraw")}
        danger
        reasonLabel={t("reason")}
        onConfirm={(reason) => withdraw(row.id, { reason })}
        touches={["rectifications", "deductions"]}
        onClose={onClose}
      >
        <p className={layout.flush}>{t("effect.withdraw", { unit: row.unit_name })}</p>
      </ReasonDialog>
    </>
  );
}

function RecheckFields() {
  const { t } = useTranslation("rectifications");
  const outcome: unknown = Form.useWatch("outcome");
  return (
    <>
      <Form.Item name="outcome" label={t("outcome")}>
        <Radio.Group
          options={[
            { value: "passed", label: t("outcomes.passed") },
            { value: "failed", label: t("outcomes.failed") },
          ]}
        />
      </Form.Item>
      <Note name="note" label={t("recheckNote")} />
      {outcome === "failed" && <Days hint={t("daysAgain")} />}
    </>
  );
}

function Note({ name, label, hint }: { name: string; label: string; hint?: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label}
      {...(hint && { extra: hint })}
      rules={[{ required: true, whitespace: true, message: t("required") }]}
    >
      <Input.TextArea rows={3} maxLength={2000} showCount />
    </Form.Item>
  );
}

function Days({ hint }: { hint: string }) {
  const { t } = useTranslation(["rectifications", "app"]);
  return (
    <Form.Item
      name="working_days"
      label={t("days")}
      extra={hint}
      rules={[{ required: true, message: t("app:required") }]}
    >
      <InputNumber min={1} max={250} precision={0} />
    </Form.Item>
  );
}
