import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";

const SHORTEST_PASSWORD = 10;

/** A password for somebody else: given once, and replaced by its owner. */
export function PasswordField({ label }: { label: string }) {
  const { t } = useTranslation("accounts");
  return (
    <Form.Item
      name="password"
      label={label}
      rules={[{ required: true, min: SHORTEST_PASSWORD, message: t("passwordShort", { count: SHORTEST_PASSWORD }) }]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  );
}
