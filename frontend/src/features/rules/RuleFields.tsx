import { useQuery } from "@tanstack/react-query";
import { Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { FactorFields } from "./FactorFields";
import { CATEGORIES, UNIT_KINDS } from "./queries";
import type { RuleValues } from "./ruleValues";
import { catalogueQuery } from "@/lib/catalogue";

const DECIMAL = /^\d{1,4}(\.\d{1,4})?$/;

/** All of one rule; what was used for a deduction is refused by the server and said beside it. */
export function RuleFields({ year, isNew }: { year: number; isNew: boolean }) {
  const { t } = useTranslation(["deductions", "app", "units"]);
  const required = [{ required: true, whitespace: true, message: t("app:required") }];
  const decimal = { pattern: DECIMAL, message: t("rules.decimal") };
  const form = Form.useFormInstance<RuleValues>();
  const isRange = Form.useWatch("is_range", form);
  return (
    <>
      {isNew && (
        <Form.Item name="code" label={t("rules.code")} extra={t("rules.codeHint")} rules={required}>
          <Input maxLength={40} autoComplete="off" spellCheck={false} />
        </Form.Item>
      )}
      <Form.Item name="title" label={t("rules.name")} rules={required}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="title_en" label={t("rules.nameEnglish")} rules={required}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="category" label={t("rules.category")} rules={[{ required: true, message: t("app:required") }]}>
        <Select options={CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))} />
      </Form.Item>
      <Form.Item name="is_range" label={t("points")}>
        <Radio.Group
          options={[
            { value: false, label: t("rules.fixed") },
            { value: true, label: t("rules.range") },
          ]}
        />
      </Form.Item>
      {isRange ? (
        (["points_min", "points_max", "points_step"] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`rules.${name}`)} rules={[...required, decimal]}>
            <Input inputMode="decimal" maxLength={9} />
          </Form.Item>
        ))
      ) : (
        <Form.Item name="points" label={t("rules.each")} rules={[...required, decimal]}>
          <Input inputMode="decimal" maxLength={9} />
        </Form.Item>
      )}
      <FactorFields rules={[...required, decimal]} />
      <Form.Item
        name="unit_kinds"
        label={t("rules.appliesTo")}
        rules={[{ required: true, message: t("app:required") }]}
      >
        <Checkbox.Group options={UNIT_KINDS.map((value) => ({ value, label: t(`units:kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item name="basis" label={t("basis")} extra={t("rules.basisHint")} rules={required}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="valid_from" label={t("rules.from")} rules={required}>
        <Input type="date" min={`${String(year)}-01-01`} max={`${String(year)}-12-31`} />
      </Form.Item>
      <Consequences year={year} decimal={decimal} />
    </>
  );
}

/** What follows beside the points: more for a repeat, a term, and the rule that applies after it. */
function Consequences({ year, decimal }: { year: number; decimal: { pattern: RegExp; message: string } }) {
  const { t, i18n } = useTranslation("deductions");
  const { data: rules = [] } = useQuery(catalogueQuery(year));
  const fixed = rules.filter((rule) => rule.points !== null);
  return (
    <>
      <Form.Item name="repeat_factor" label={t("rules.repeatFactor")} extra={t("rules.repeatHint")} rules={[decimal]}>
        <Input inputMode="decimal" maxLength={9} />
      </Form.Item>
      <Form.Item name="rectification_days" label={t("rules.term")}>
        <InputNumber min={1} max={250} precision={0} />
      </Form.Item>
      <Form.Item name="overdue_rule_code" label={t("rules.afterTerm")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={fixed.map((rule) => ({
            value: rule.code,
            label: i18n.language === "en" ? rule.title_en : rule.title,
          }))}
        />
      </Form.Item>
      <Form.Item name="is_late_report" valuePropName="checked" extra={t("rules.lateReportHint")}>
        <Checkbox>{t("rules.lateReport")}</Checkbox>
      </Form.Item>
    </>
  );
}
