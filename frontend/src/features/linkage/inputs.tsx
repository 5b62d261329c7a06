import { Form, InputNumber, Select, Switch } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import layout from "@/ui/layout.module.css";
import styles from "./inputs.module.css";

type Name = readonly (string | number)[];

interface Props {
  name: Name;
  label: string;
  hint?: string;
}

/** The fields of one article under its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}

/** A share, typed in per cent. */
export function PercentField({ name, label, hint }: Props) {
  const { t } = useTranslation("app");
  return (
    <Form.Item name={[...name]} label={label} extra={hint} rules={[{ required: true, message: t("required") }]}>
      <InputNumber<string> stringMode min="0" max="100" suffix="%" className={layout.full} />
    </Form.Item>
  );
}

interface CountProps extends Props {
  least: number;
  most: number;
  unit: string;
}

/** A whole number with its unit. */
export function CountField({ name, label, hint, least, most, unit }: CountProps) {
  const { t } = useTranslation("app");
  return (
    <Form.Item name={[...name]} label={label} extra={hint} rules={[{ required: true, message: t("required") }]}>
      <InputNumber min={least} max={most} precision={0} suffix={unit} className={layout.full} />
    </Form.Item>
  );
}

export function MoneyField({ name, label }: Props) {
  const { t } = useTranslation(["linkage", "app"]);
  return (
    <Form.Item name={[...name]} label={label} rules={[{ required: true, message: t("app:required") }]}>
      <InputNumber<string>
        stringMode
        min="0"
        max="10000000"
        precision={2}
        suffix={t("units.yuan")}
        className={layout.full}
      />
    </Form.Item>
  );
}

interface ChoiceProps extends Props {
  options: { value: string; label: string }[];
}

export function ChoiceField({ name, label, options }: ChoiceProps) {
  return (
    <Form.Item name={[...name]} label={label}>
      <Select options={options} />
    </Form.Item>
  );
}

export function YesField({ name, label }: Props) {
  const { t } = useTranslation("linkage");
  return (
    <Form.Item name={[...name]} label={label} valuePropName="checked">
      <Switch checkedChildren={t("yes")} unCheckedChildren={t("no")} />
    </Form.Item>
  );
}
