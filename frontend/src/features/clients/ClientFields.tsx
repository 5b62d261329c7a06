import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { SCOPE_NAMES, SCOPES, SERVICES_OF_SCOPES } from "./scopes";

const CLIENT_ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const LONGEST_DAYS = 730;

export function NewClientFields() {
  const { t } = useTranslation(["clients", "app"]);
  const required = [{ required: true, whitespace: true, message: t("app:required") }];
  return (
    <>
      <Form.Item
        name="client_id"
        label={t("clientId")}
        extra={t("clientIdRule")}
        rules={[...required, { pattern: CLIENT_ID, message: t("clientIdWrong") }]}
        validateFirst
      >
        <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="name" label={t("name")} rules={required}>
        <Input maxLength={80} />
      </Form.Item>
      <ScopesField />
      <SecretDaysField />
    </>
  );
}

/** The allow list in words, by the service that answers. */
export function ScopesField() {
  const { t } = useTranslation(["clients", "app"]);
  const groups = SERVICES_OF_SCOPES.map((service) => ({
    label: t(`app:services.${service}`),
    options: SCOPES.filter((scope) => scope.startsWith(`${service}:`)).map((scope) => ({
      value: scope,
      label: t(`scopeNames.${SCOPE_NAMES[scope]}`),
    })),
  }));
  return (
    <Form.Item
      name="scopes"
      label={t("scopes")}
      extra={t("scopesHint")}
      rules={[{ required: true, message: t("app:required") }]}
    >
      <Select mode="multiple" showSearch={{ optionFilterProp: "label" }} options={groups} />
    </Form.Item>
  );
}

export function SecretDaysField() {
  const { t } = useTranslation("clients");
  return (
    <Form.Item
      name="secret_days"
      label={t("secretDays")}
      rules={[{ required: true, type: "integer", min: 1, max: LONGEST_DAYS, message: t("secretDaysWrong") }]}
    >
      <InputNumber min={1} max={LONGEST_DAYS} precision={0} />
    </Form.Item>
  );
}
