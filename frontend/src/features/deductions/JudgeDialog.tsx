import { Alert, Form, Input, InputNumber, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ObjectionFiles } from "./ObjectionFiles";
import { judge, type Deduction } from "./queries";
import type { Schema } from "@/api/client";
import { showFieldErrors } from "@/lib/forms";

type Judgement = Schema<"JudgementEntry">;

interface Props {
  open: boolean;
  deduction: Deduction;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

/** The outcome of an objection: rejected, reduced by count or factor, or accepted whole. */
export function JudgeDialog({ open, deduction, onDone, onClose }: Props) {
  const { t, i18n } = useTranslation(["deductions", "app"]);
  const [form] = Form.useForm<Judgement>();
  const outcome = Form.useWatch("outcome", form);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    const values = await form.validateFields();
    setBusy(true);
    setProblem(null);
    try {
      await judge(deduction.id, values);
      await onDone();
      onClose();
    } catch (error) {
      setProblem(showFieldErrors(form, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t("judgeTitle", { number: deduction.number })}
      okText={t("verbs.judge")}
      cancelText={t("app:cancel")}
      confirmLoading={isBusy}
      onOk={() => void submit().catch(() => undefined)}
      onCancel={onClose}
      forceRender
    >
      <blockquote
        style={{
          margin: "0 0 12px",
          padding: "8px 12px",
          borderLeft: "3px solid var(--primary)",
          background: "var(--primary-soft)",
        }}
      >
        {deduction.objection?.grounds}
        <ObjectionFiles deductionId={deduction.id} />
      </blockquote>
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}
      <Form<Judgement> form={form} layout="vertical" requiredMark={false} initialValues={{ outcome: "rejected" }}>
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
                style={{ width: 220 }}
                options={deduction.rule.factors.map((entry) => ({
                  value: entry.factor,
                  label: `${entry.factor} ${i18n.language === "en" ? entry.meaning_en : entry.meaning}`,
                }))}
              />
            </Form.Item>
          </div>
        )}
        <Form.Item
          name="reason"
          label={t("reason")}
          rules={[{ required: true, whitespace: true, message: t("app:reasonNeeded") }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
