import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";

interface Props {
  label: string;
  /** Where the server's error for it will point; `reason` unless told. */
  name?: string;
  hint?: string;
}

/** A reason that must be written: part of any antd form. */
export function ReasonField({ label, name = "reason", hint }: Props) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={[{ required: true, whitespace: true, message: t("reasonNeeded") }]}
    >
      <Input.TextArea rows={3} maxLength={500} showCount />
    </Form.Item>
  );
}
