import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DESTINATIONS, type Proposal } from "./queries";
import { HEADS, STEPS } from "@/lib/personnel";
import { unitsQuery } from "@/lib/units";

/** What is decided instead: the one field that belongs to the kind. */
export function ChangeFields({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation(["proposals", "app"]);
  const units = useQuery({ ...unitsQuery, enabled: proposal.kind === "downward_transfer" });
  const townships = units.data?.items
    .filter((unit) => unit.kind === "township" && unit.is_active && unit.code !== proposal.unit_code)
    .map((unit) => ({ value: unit.code, label: `${unit.code} ${unit.name}` }));
  const required = [{ required: true, message: t("app:required") }];
  const label = t("instead");
  switch (proposal.kind) {
    case "excellent_quota":
      return (
        <Form.Item name={["change", "places"]} label={label} rules={required}>
          <InputNumber min={0} max={1000} precision={0} />
        </Form.Item>
      );
    case "head_grade":
      return (
        <Form.Item name={["change", "head"]} label={label} rules={required}>
          <Select options={HEADS.map((value) => ({ value, label: t(`heads.${value}`) }))} />
        </Form.Item>
      );
    case "unit_bonus":
    case "bonus_withheld":
      return (
        <Form.Item
          name={["change", "amount"]}
          label={label}
          rules={[{ required: true, pattern: /^\d+(\.\d{1,2})?$/, message: t("amountNeeded") }]}
        >
          <Input inputMode="decimal" className="num" suffix={t("yuan")} />
        </Form.Item>
      );
    case "accountability_step":
      return (
        <Form.Item name={["change", "steps"]} label={label} rules={required}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            defaultActiveFirstOption={false}
            options={STEPS.map((value) => ({ value, label: t(`steps.${value}`) }))}
          />
        </Form.Item>
      );
    case "downward_transfer":
      return (
        <Form.Item name={["change", "to_unit_code"]} label={label} rules={required}>
          <Select showSearch={{ optionFilterProp: "label" }} options={townships} />
        </Form.Item>
      );
    case "promotion_suggestion":
      return (
        <Form.Item name={["change", "destination"]} label={label} rules={required}>
          <Select options={DESTINATIONS.map((value) => ({ value, label: t(`destinations.${value}`) }))} />
        </Form.Item>
      );
  }
}
