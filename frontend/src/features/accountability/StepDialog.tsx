import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { takeStep, type Case } from "./queries";
import type { Schema } from "@/api/client";
import { useSession } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";
import layout from "@/ui/layout.module.css";

interface Props {
  open: boolean;
  case: Case;
  left: Case["decided_steps"];
  onClose: () => void;
}

/** Puts on record that one of the decided steps was carried out, on which day and how. */
export function StepDialog({ open, case: row, left, onClose }: Props) {
  const { t } = useTranslation(["accountability", "app", "proposals"]);
  const today = showDate(useSession().office_now);
  return (
    <FormDialog<Schema<"CaseStepEntry">>
      open={open}
      title={t("takeStepOf", { number: row.number, unit: row.unit_name })}
      confirmText={t("takeStep")}
      initialValues={{ step: left[0], on: today }}
      onSubmit={(values) => takeStep(row.id, values)}
      touches={["accountability"]}
      onClose={onClose}
    >
      <p className="dialog-text">{t("stepEffect")}</p>
      <Form.Item name="step" label={t("step")} rules={[{ required: true, message: t("app:required") }]}>
        <Radio.Group options={left.map((value) => ({ value, label: t(`proposals:steps.${value}`) }))} />
      </Form.Item>
      <Form.Item name="on" label={t("day")} rules={[{ required: true, message: t("app:required") }]}>
        <Input type="date" max={today} className={layout.dateField} />
      </Form.Item>
      <ReasonField label={t("stepReason")} />
    </FormDialog>
  );
}
