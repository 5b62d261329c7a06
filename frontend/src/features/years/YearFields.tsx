import { Form, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import layout from "@/ui/layout.module.css";

/** What a county decides of a year before it runs. */
export function YearFields() {
  const { t } = useTranslation(["years", "app"]);
  const required = [{ required: true, message: t("app:required") }];
  return (
    <>
      <Form.Item name="name" label={t("name")} rules={[{ ...required[0], whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="report_due_day" label={t("dueDay")} extra={t("dueDayHint")} rules={required}>
        <InputNumber min={1} max={28} precision={0} className={layout.numberField ?? ""} />
      </Form.Item>
      <Form.Item name="yellow_percent" label={t("yellow")} extra={t("yellowHint")} rules={required}>
        <InputNumber min={1} max={100} precision={0} suffix="%" className={layout.numberField ?? ""} />
      </Form.Item>
    </>
  );
}
