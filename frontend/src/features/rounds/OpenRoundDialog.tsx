import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { openRound, PERIODS, firstRounds, type Period, type Round } from "./queries";
import { placeRefusal } from "@/lib/refusals";
import { ClassSelect } from "@/ui/ClassSelect";
import { FormDialog } from "@/ui/FormDialog";

interface Values {
  period: Period;
  title: string;
  class_codes: string[];
}

interface Props {
  year: number;
  open: boolean;
  onDone: (round: Round) => Promise<unknown>;
  onClose: () => void;
}

/** The quarter, what the round is called, and the classes that it goes to. */
export function OpenRoundDialog({ year, open, onDone, onClose }: Props) {
  const { t } = useTranslation(["quarterly", "app"]);
  const submit = (values: Values): Promise<unknown> =>
    placeRefusal(openRound({ year, ...values }), {
      round_exists: { pointer: "/period", message: t("periodOpened") },
      unknown_unit_class: { pointer: "/class_codes" },
    }).then(onDone);
  return (
    <FormDialog<Values>
      open={open}
      title={t("openTitle", { year })}
      confirmText={t("open")}
      onSubmit={submit}
      onClose={onClose}
    >
      <RoundEntryFields year={year} />
    </FormDialog>
  );
}

function RoundEntryFields({ year }: { year: number }) {
  const { t } = useTranslation(["quarterly", "app"]);
  const form = Form.useFormInstance<Values>();
  const rounds = useQuery({ queryKey: ["supervision-rounds", "periods", year], queryFn: () => firstRounds(year) });
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
    </>
  );
}
