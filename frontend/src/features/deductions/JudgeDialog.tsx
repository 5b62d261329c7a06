import { Form, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ObjectionFiles } from "./ObjectionFiles";
import { judge, type Deduction } from "./queries";
import type { Schema } from "@/api/client";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";
import layout from "@/ui/layout.module.css";

type Judgement = Schema<"JudgementEntry">;

interface Props {
  open: boolean;
  deduction: Deduction;
  onTaken?: (() => void) | undefined;
  onClose: () => void;
}

/** The outcome of an objection: rejected, reduced by count or factor, or accepted whole. */
export function JudgeDialog({ open, deduction, onTaken, onClose }: Props) {
  const { t } = useTranslation("deductions");
  return (
    <FormDialog<Judgement>
      open={open}
      title={t("judgeTitle", { number: deduction.number })}
      confirmText={t("verbs.judge")}
      initialValues={{ outcome: "rejected" }}
      onSubmit={(values) => judge(deduction.id, values).then(onTaken)}
      touches={["deductions"]}
      onClose={onClose}
    >
      <blockquote className="dialog-sentence">
        {deduction.objection?.grounds}
        <ObjectionFiles deductionId={deduction.id} />
      </blockquote>
      <JudgementFields deduction={deduction} />
      <ReasonField label={t("reason")} />
    </FormDialog>
  );
}

function JudgementFields({ deduction }: { deduction: Deduction }) {
  const { t, i18n } = useTranslation("deductions");
  const outcome: unknown = Form.useWatch("outcome");
  return (
    <>
      <Form.Item name="outcome" label={t("judgement")}>
        <Radio.Group
          options={(["rejected", "partly_accepted", "accepted"] as const).map((value) => ({
            value,
            label: t(`choices.${value}`),
          }))}
        />
      </Form.Item>
      {outcome === "partly_accepted" && (
        <div className="row">
          <Form.Item name="count" label={t("count")} initialValue={deduction.count}>
            <InputNumber min={1} max={deduction.count} precision={0} />
          </Form.Item>
          <Form.Item name="factor" label={t("factor")} initialValue={deduction.factor}>
            <Select
              className={layout.choiceField}
              options={deduction.rule.factors.map((entry) => ({
                value: entry.factor,
                label: `${entry.factor} ${i18n.language === "en" ? entry.meaning_en : entry.meaning}`,
              }))}
            />
          </Form.Item>
        </div>
      )}
    </>
  );
}
