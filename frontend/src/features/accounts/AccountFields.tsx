import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ROLES, type Role } from "./queries";

const SHORTEST_PASSWORD = 10;

/** Name, roles with what each may do, and password; the same for a new account and a changed one. */
export function AccountFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation(["accounts", "app"]);
  const form = Form.useFormInstance<{ roles?: Role[] }>();
  const roles = Form.useWatch("roles", form) ?? [];
  const required = [{ required: true, message: t("app:required") }];
  return (
    <>
      <Form.Item name="display_name" label={t("name")} rules={required}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="roles" label={t("roles")} rules={required}>
        <Select mode="multiple" options={ROLES.map((value) => ({ value, label: t(`app:roles.${value}`) }))} />
      </Form.Item>
      {roles.length > 0 && (
        <ul className="muted" style={{ margin: "-12px 0 16px", paddingLeft: 18 }} aria-label={t("mayDo")}>
          {roles.map((role) => (
            <li key={role}>{t("hint", { role: t(`app:roles.${role}`), hint: t(`hints.${role}`) })}</li>
          ))}
        </ul>
      )}
      <Form.Item
        name="password"
        label={t(isNew ? "password" : "newPassword")}
        rules={[{ required: isNew, min: SHORTEST_PASSWORD, message: t("passwordShort", { count: SHORTEST_PASSWORD }) }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
