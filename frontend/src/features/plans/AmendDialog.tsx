import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { proposeAmendment, type PlanDetail } from "./queries";
import { inOrder } from "./targets";
import { showShort } from "@/lib/decimals";
import { FormDialog } from "@/ui/FormDialog";

interface Values {
  new_target: string;
  milestones?: Record<string, string>;
  reason: string;
}

interface Props {
  open: boolean;
  plan: PlanDetail;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Proposes another value for one target, and for its milestones with it. */
export function AmendDialog({ open, plan, onDone, onClose }: Props) {
  const { t, i18n } = useTranslation(["plans", "app"]);
  const [code, choose] = useState<string | undefined>();
  const chosen = plan.targets.find((target) => target.indicator_code === code);
  const points = chosen ? inOrder(chosen.milestones) : [];
  const number = [{ required: true, pattern: DECIMAL, message: t("numberNeeded") }];
  const send = async ({ new_target, milestones, reason }: Values): Promise<void> => {
    await proposeAmendment({
      plan_id: plan.id,
      indicator_code: code ?? "",
      new_target,
      milestones: milestones ?? {},
      reason,
    });
    await onDone();
  };
  return (
    <FormDialog<Values>
      open={open}
      title={t("amendOf", { name: plan.subject_name })}
      confirmText={t("propose")}
      onSubmit={send}
      onClose={() => {
        choose(undefined);
        onClose();
      }}
    >
      <Form.Item label={t("target")} htmlFor="amended-target" required>
        <Select
          id="amended-target"
          showSearch={{ optionFilterProp: "label" }}
          value={code}
          onChange={choose}
          options={plan.targets.map((target) => ({
            value: target.indicator_code,
            label: i18n.language === "en" ? target.indicator_name_en : target.indicator_name,
          }))}
        />
      </Form.Item>
      {chosen && (
        <Form.Item
          name="new_target"
          label={t("newTarget", { old: chosen.target === null ? "–" : showShort(chosen.target) })}
          rules={number}
        >
          <Input inputMode="decimal" suffix={chosen.unit_of_measure} className="num" />
        </Form.Item>
      )}
      {points.map((point) => (
        <Form.Item
          key={`${code ?? ""}-${String(point.month)}`}
          name={["milestones", String(point.month)]}
          label={t("newMilestone", { month: t("app:month", { month: point.month }), old: showShort(point.value) })}
          initialValue={showShort(point.value)}
          rules={number}
        >
          <Input inputMode="decimal" suffix={chosen?.unit_of_measure} className="num" />
        </Form.Item>
      ))}
      <Form.Item
        name="reason"
        label={t("reason")}
        rules={[{ required: true, whitespace: true, message: t("app:reasonNeeded") }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  );
}
