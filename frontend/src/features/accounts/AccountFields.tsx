import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { PasswordField } from "./PasswordField";
import { ROLES, UNIT_ROLES, type Role } from "./queries";
import { useUnitOptions } from "@/lib/units";
import { classNames } from "@/ui/classNames";
import styles from "./AccountFields.module.css";

const USERNAME = /^[a-z0-9][a-z0-9._-]+$/;

/** Name, roles with what each may do, and for a new account the first password; the same for a new account and a changed one. */
export function AccountFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation(["accounts", "app"]);
  const form = Form.useFormInstance<{ roles?: Role[] }>();
  const roles = Form.useWatch("roles", form) ?? [];
  const required = [{ required: true, whitespace: true, message: t("app:required") }];
  return (
    <>
      {isNew && (
        <Form.Item
          name="username"
          label={t("username")}
          extra={t("usernameRule")}
          rules={[...required, { pattern: USERNAME, message: t("usernameWrong") }]}
          validateFirst
        >
          <Input maxLength={60} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
      )}
      <Form.Item name="display_name" label={t("name")} rules={required}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="roles"
        label={t("roles")}
        extra={t("rolesHint")}
        rules={[{ required: true, message: t("app:required") }]}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          defaultActiveFirstOption={false}
          options={ROLES.map((value) => ({ value, label: t(`app:roles.${value}`) }))}
        />
      </Form.Item>
      {roles.length > 0 && (
        <ul className={classNames("muted", styles.duties)} aria-label={t("mayDo")}>
          {roles.map((role) => (
            <li key={role}>{t("hint", { role: t(`app:roles.${role}`), hint: t(`hints.${role}`) })}</li>
          ))}
        </ul>
      )}
      {isNew && <OwnObjects roles={roles} />}
      {isNew && <PasswordField label={t("password")} />}
    </>
  );
}

/** The person's own unit, and whose account it is. */
function OwnObjects({ roles }: { roles: readonly Role[] }) {
  const { t } = useTranslation(["accounts", "app"]);
  const units = useUnitOptions();
  return (
    <>
      <Form.Item
        name="unit_code"
        label={t("unit")}
        extra={t("unitHint")}
        rules={[{ required: roles.some((role) => UNIT_ROLES.has(role)), message: t("app:required") }]}
      >
        <Select allowClear showSearch={{ optionFilterProp: "label" }} options={units} />
      </Form.Item>
      <Form.Item
        name="person_code"
        label={t("personCode")}
        extra={t("personHint")}
        rules={[{ required: roles.some((role) => role !== "administrator"), message: t("app:required") }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
    </>
  );
}
