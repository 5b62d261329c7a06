import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Select } from "antd";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { firstRounds, openRound, PERIODS, type LightRule, type Period, type Round } from "./queries";
import { keys } from "@/api/keys";
import { indicatorsQuery } from "@/lib/indicators";
import { placeRefusal } from "@/lib/refusals";
import { ClassSelect } from "@/ui/ClassSelect";
import { FormDialog } from "@/ui/FormDialog";
import layout from "@/ui/layout.module.css";

interface Values {
  period: Period;
  title: string;
  class_codes: string[];
  indicator_codes?: string[];
  rule: LightRule;
}

interface Props {
  year: number;
  open: boolean;
  onDone: (round: Round) => unknown;
  onClose: () => void;
}

const USUAL: LightRule = {
  green_percent: "95",
  yellow_percent: "80",
  green_days: 0,
  yellow_days: 15,
  make_good_days: 10,
};

/** The quarter, the classes, the main indicators, and the rule by which every light will be computed. */
export function OpenRoundDialog({ year, open, onDone, onClose }: Props) {
  const { t } = useTranslation(["quarterly", "app"]);
  const submit = ({ indicator_codes: chosen, ...values }: Values): Promise<Round> =>
    placeRefusal(openRound({ year, ...values, indicator_codes: chosen?.length ? chosen : null }), {
      round_exists: { pointer: "/period", message: t("periodOpened") },
      unknown_unit_class: { pointer: "/class_codes" },
    });
  return (
    <FormDialog<Values, Round>
      open={open}
      wide
      title={t("openTitle", { year })}
      confirmText={t("open")}
      initialValues={{ rule: USUAL }}
      onSubmit={submit}
      touches={["rounds"]}
      onDone={onDone}
      onClose={onClose}
    >
      <RoundEntryFields year={year} />
      <RuleFields />
    </FormDialog>
  );
}

function RoundEntryFields({ year }: { year: number }) {
  const { t } = useTranslation(["quarterly", "app"]);
  const form = Form.useFormInstance<Values>();
  const rounds = useQuery({ queryKey: keys.rounds.periods(year), queryFn: () => firstRounds(year) });
  const indicators = useQuery(indicatorsQuery(year));
  const taken = new Set(rounds.data?.items.map((round) => round.period));
  const required = [{ required: true, message: t("app:required") }];
  return (
    <>
      <Form.Item name="period" label={t("period")} rules={required} extra={t("periodHint")}>
        <Select
          loading={rounds.isPending}
          options={PERIODS.map((value) => ({
            value,
            label: taken.has(value) ? t("periodTaken", { period: t(`periods.${value}`) }) : t(`periods.${value}`),
            disabled: taken.has(value),
          }))}
          onChange={(value: Period) => {
            if (!form.isFieldTouched("title"))
              form.setFieldValue("title", t("defaultName", { year, period: t(`periods.${value}`) }));
          }}
        />
      </Form.Item>
      <Form.Item
        name="title"
        label={t("name")}
        rules={[{ required: true, whitespace: true, message: t("app:required") }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="class_codes" label={t("classes")} rules={required} extra={t("classesHint")}>
        <ClassSelect />
      </Form.Item>
      <Form.Item name="indicator_codes" label={t("mainIndicators")} extra={t("mainIndicatorsHint")}>
        <Select
          mode="multiple"
          allowClear
          loading={indicators.isPending}
          showSearch={{ optionFilterProp: "label" }}
          options={indicators.data?.map((one) => ({
            value: one.code,
            label: `${one.code} ${i18next.language === "en" ? one.name_en : one.name}`,
          }))}
        />
      </Form.Item>
    </>
  );
}

function RuleFields() {
  const { t } = useTranslation(["quarterly", "app"]);
  const required = [{ required: true, message: t("app:required") }];
  const days = (name: keyof LightRule, most: number) => (
    <Form.Item name={["rule", name]} label={t(`ruleFields.${name}`)} rules={required}>
      <InputNumber min={0} max={most} precision={0} suffix={t("days")} className={layout.full} />
    </Form.Item>
  );
  const percent = (name: keyof LightRule) => (
    <Form.Item name={["rule", name]} label={t(`ruleFields.${name}`)} rules={required}>
      <InputNumber<string> stringMode min="1" max="100" suffix="%" className={layout.full} />
    </Form.Item>
  );
  return (
    <fieldset className="rule-fields">
      <legend>{t("rule")}</legend>
      <p className="muted">{t("ruleHint")}</p>
      <div className="fields">
        {percent("green_percent")}
        {percent("yellow_percent")}
        {days("green_days", 365)}
        {days("yellow_days", 365)}
        {days("make_good_days", 60)}
      </div>
    </fieldset>
  );
}
