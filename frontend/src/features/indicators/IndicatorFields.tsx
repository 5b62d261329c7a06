import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DIRECTIONS, KINDS, SCOPES } from "./queries";
import { useUnitOptions } from "@/lib/units";
import layout from "@/ui/layout.module.css";

/** An indicator's fields; its code is given once. */
export function IndicatorFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation(["indicators", "app"]);
  const units = useUnitOptions();
  const required = [{ required: true, message: t("app:required") }];
  const filled = [{ required: true, whitespace: true, message: t("app:required") }];
  return (
    <>
      {isNew && (
        <Form.Item name="code" label={t("code")} extra={t("codeHint")} rules={filled}>
          <Input maxLength={40} />
        </Form.Item>
      )}
      <Form.Item name="name" label={t("name")} rules={filled}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="name_en" label={t("nameEn")} rules={filled}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="unit_of_measure" label={t("measure")} rules={filled}>
        <Input maxLength={20} className={layout.shortField ?? ""} />
      </Form.Item>
      <Form.Item name="owner_unit_code" label={t("owner")} extra={t("ownerHint")} rules={required}>
        <Select showSearch={{ optionFilterProp: "label" }} options={units} />
      </Form.Item>
      <Form.Item name="direction" label={t("direction")} rules={required}>
        <Select options={DIRECTIONS.map((value) => ({ value, label: t(`directions.${value}`) }))} />
      </Form.Item>
      <Form.Item name="goal_scope" label={t("scope")} rules={required}>
        <Select options={SCOPES.map((value) => ({ value, label: t(`scopes.${value}`) }))} />
      </Form.Item>
      <Form.Item name="kind" label={t("kind")} extra={t("kindHint")} rules={required}>
        <Select options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item name="places" label={t("places")} rules={required}>
        <InputNumber min={0} max={6} precision={0} className={layout.numberField ?? ""} />
      </Form.Item>
    </>
  );
}
