import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { proposeAmendment, type PlanDetail } from "./queries";
import { inOrder, YEAR_END } from "./targets";
import { showMonth } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { placeRefusal } from "@/lib/refusals";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";

interface Values {
  indicator_code: string;
  new_target: string;
  milestones?: Record<string, string>;
  reason: string;
}

interface Props {
  open: boolean;
  plan: PlanDetail;
  onClose: () => void;
}

/** Proposes another value for one target, and for its milestones with it. */
export function AmendDialog({ open, plan, onClose }: Props) {
  const { t } = useTranslation("plans");
  const send = async ({ milestones = {}, ...values }: Values): Promise<void> => {
    const target = plan.targets.find((row) => row.indicator_code === values.indicator_code);
    const points = inOrder(target?.milestones ?? {});
    const last = points.some((point) => point.month === YEAR_END) && { [YEAR_END]: values.new_target };
    const entry = { plan_id: plan.id, ...values, milestones: { ...milestones, ...last } };
    const first = points.find((point) => point.month !== YEAR_END);
    await placeRefusal(proposeAmendment(entry), {
      amendment_open: { pointer: "/indicator_code" },
      nothing_amended: { pointer: "/new_target" },
      milestones_fall: { pointer: first ? `/milestones/${String(first.month)}` : "/new_target" },
    });
  };
  return (
    <FormDialog<Values>
      open={open}
      title={t("amendOf", { name: plan.subject_name })}
      confirmText={t("propose")}
      onSubmit={send}
      touches={["plans"]}
      onClose={onClose}
    >
      <AmendFields plan={plan} />
      <ReasonField label={t("reason")} />
    </FormDialog>
  );
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

function AmendFields({ plan }: { plan: PlanDetail }) {
  const { t, i18n } = useTranslation(["plans", "app"]);
  const form = Form.useFormInstance<Values>();
  const code = Form.useWatch("indicator_code", form);
  const chosen = plan.targets.find((target) => target.indicator_code === code);
  const points = inOrder(chosen?.milestones ?? {});
  const number = [{ required: true, pattern: DECIMAL, message: t("numberNeeded") }];
  const unit = chosen?.unit_of_measure;
  return (
    <>
      <Form.Item name="indicator_code" label={t("target")} rules={[{ required: true, message: t("app:required") }]}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          onChange={() => {
            form.resetFields(["new_target"]);
          }}
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
          extra={points.some((point) => point.month === YEAR_END) && t("yearEndFollows")}
          rules={number}
        >
          <Input inputMode="decimal" suffix={unit} className="num" />
        </Form.Item>
      )}
      <div className="fields">
        {points
          .filter((point) => point.month !== YEAR_END)
          .map((point) => (
            <Form.Item
              key={`${code ?? ""}-${String(point.month)}`}
              name={["milestones", String(point.month)]}
              label={t("newMilestone", { month: showMonth(point.month), old: showShort(point.value) })}
              initialValue={showShort(point.value)}
              rules={number}
            >
              <Input inputMode="decimal" suffix={unit} className="num" />
            </Form.Item>
          ))}
      </div>
    </>
  );
}
