import { useQuery } from "@tanstack/react-query";
import { Form, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { KINDS, openRound, type Kind, type Round } from "./queries";
import { indicatorsQuery } from "@/lib/indicators";
import { placeRefusal } from "@/lib/refusals";
import { valueNameOptions } from "@/lib/valueNames";
import { ClassSelect } from "@/ui/ClassSelect";
import { FormDialog } from "@/ui/FormDialog";

interface Values {
  kind: Kind;
  period: string;
  class_codes: string[];
  indicator_codes?: string[];
}

interface Props {
  year: number;
  open: boolean;
  onDone: (round: Round) => unknown;
  onClose: () => void;
}

/** What is assessed or closed, of which classes; a round that closes values also names the indicators. */
export function OpenDialog({ year, open, onDone, onClose }: Props) {
  const { t } = useTranslation("midyear");
  const submit = ({ indicator_codes: codes = [], ...values }: Values) =>
    placeRefusal(openRound({ year, ...values, indicator_codes: codes }), {
      unknown_unit_class: { pointer: "/class_codes" },
      round_needs_indicators: { pointer: "/indicator_codes" },
      unknown_indicator: { pointer: "/indicator_codes" },
    });
  return (
    <FormDialog<Values, Round>
      open={open}
      wide
      title={t("openTitle", { year })}
      confirmText={t("open")}
      initialValues={{ kind: "mid_year", period: "half_year" }}
      onSubmit={submit}
      touches={["midyear", "values"]}
      onDone={onDone}
      onClose={onClose}
    >
      <Fields year={year} />
    </FormDialog>
  );
}

function Fields({ year }: { year: number }) {
  const { t, i18n } = useTranslation(["midyear", "app"]);
  const form = Form.useFormInstance<Values>();
  const kind = Form.useWatch("kind", form) ?? "mid_year";
  const indicators = useQuery(indicatorsQuery(year));
  const required = [{ required: true, message: t("app:required") }];
  return (
    <>
      <Form.Item name="kind" label={t("kind")} extra={t(`kindHints.${kind}`)}>
        <Radio.Group
          options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={({ target }) => {
            form.setFieldValue("period", target.value === "mid_year" ? "half_year" : "annual");
          }}
        />
      </Form.Item>
      <Form.Item name="period" label={t("period")} rules={required}>
        <Select options={valueNameOptions()} />
      </Form.Item>
      <Form.Item name="class_codes" label={t("classes")} rules={required}>
        <ClassSelect />
      </Form.Item>
      {kind === "annual_values" && (
        <Form.Item name="indicator_codes" label={t("indicators")} rules={required}>
          <Select
            mode="multiple"
            allowClear
            loading={indicators.isPending}
            showSearch={{ optionFilterProp: "label" }}
            options={
              indicators.data?.map((one) => ({
                value: one.code,
                label: `${one.code} ${i18n.language === "en" ? one.name_en : one.name}`,
              })) ?? []
            }
          />
        </Form.Item>
      )}
    </>
  );
}
