import { Form, Input, Radio, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { GROUPS } from "./queries";
import { useUnits } from "@/lib/units";
import layout from "@/ui/layout.module.css";

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** A new file, with the post that the cadre holds now. */
export function CadreFields() {
  const { t } = useTranslation(["cadres", "app"]);
  return (
    <>
      <Form.Item
        name="code"
        label={t("code")}
        extra={t("codeHint")}
        rules={[
          { required: true, message: t("app:required") },
          { pattern: CODE, message: t("codeWrong") },
        ]}
        validateFirst
      >
        <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <NameField />
      <PostingFields />
    </>
  );
}

export function NameField() {
  const { t } = useTranslation(["cadres", "app"]);
  return (
    <Form.Item name="name" label={t("name")} rules={[{ required: true, whitespace: true, message: t("app:required") }]}>
      <Input maxLength={80} />
    </Form.Item>
  );
}

/** A post in a unit in service, since when and by which decision. */
export function PostingFields() {
  const { t } = useTranslation(["cadres", "app"]);
  const units = (useUnits() ?? []).filter((unit) => unit.isActive);
  const required = [{ required: true, whitespace: true, message: t("app:required") }];
  return (
    <>
      <Form.Item name="unit_code" label={t("unit")} rules={required}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={units.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
      </Form.Item>
      <Form.Item name="post_name" label={t("post")} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="post_code"
        label={t("postCode")}
        extra={t("postCodeHint")}
        rules={[
          { required: true, message: t("app:required") },
          { pattern: CODE, message: t("codeWrong") },
        ]}
        validateFirst
      >
        <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="post_group" label={t("group")} extra={t("groupHint")}>
        <Radio.Group options={GROUPS.map((value) => ({ value, label: t(`groups.${value}`) }))} />
      </Form.Item>
      <Form.Item name="is_principal" label={t("principal")} extra={t("principalHint")} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="from_on" label={t("since")} rules={[{ required: true, message: t("app:required") }]}>
        <Input type="date" className={layout.dateField} />
      </Form.Item>
      <Form.Item name="decision_number" label={t("decision")}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
    </>
  );
}
