import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { openDraw, type DrawRecord } from "./queries";
import { peopleQuery } from "@/lib/people";
import { useUnits } from "@/lib/units";
import { ClassSelect } from "@/ui/ClassSelect";
import { FormDialog } from "@/ui/FormDialog";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Values {
  title: string;
  class_codes: string[];
  inspectors: string[];
  team_size: number;
}

interface Props {
  year: number;
  open: boolean;
  onDone: (draw: DrawRecord) => unknown;
  onClose: () => void;
}

/** What is drawn from: whole classes of units, and inspectors. Frozen once it is opened. */
export function OpenDrawDialog({ year, open, onDone, onClose }: Props) {
  const { t } = useTranslation(["draws", "app"]);
  const units = useUnits() ?? [];
  const people = useQuery({ ...peopleQuery("inspector"), enabled: open });
  const required = [{ required: true, message: t("app:required") }];
  const submit = ({ class_codes, inspectors, ...values }: Values): Promise<DrawRecord> =>
    openDraw({
      year,
      ...values,
      unit_codes: units
        .filter((unit) => unit.isActive && unit.classCode !== null && class_codes.includes(unit.classCode))
        .map((unit) => unit.code),
      inspectors: (people.data?.items ?? [])
        .filter((person) => inspectors.includes(person.id))
        .map(({ id, display_name, unit_code }) => ({ account_id: id, name: display_name, unit_code })),
    });
  return (
    <FormDialog<Values, DrawRecord>
      open={open}
      title={t("openTitle", { year })}
      confirmText={t("open")}
      initialValues={{ team_size: 2 }}
      onSubmit={submit}
      touches={["draws"]}
      onDone={onDone}
      onClose={onClose}
    >
      <p className={classNames("muted", layout.flush)}>{t("openEffect")}</p>
      <Form.Item
        name="title"
        label={t("name")}
        rules={[{ required: true, whitespace: true, message: t("app:required") }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="class_codes" label={t("units")} rules={required}>
        <ClassSelect />
      </Form.Item>
      <Form.Item name="inspectors" label={t("inspectors")} rules={required} extra={t("inspectorsHint")}>
        <Select
          mode="multiple"
          loading={people.isPending}
          showSearch={{ optionFilterProp: "label" }}
          options={people.data?.items.map((person) => ({ value: person.id, label: person.display_name })) ?? []}
        />
      </Form.Item>
      <Form.Item name="team_size" label={t("teamSize")} rules={required}>
        <InputNumber min={1} max={5} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
