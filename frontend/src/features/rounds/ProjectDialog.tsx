import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { addProject, type Project, type RoundDetail } from "./queries";
import { useUnits } from "@/lib/units";
import { FormDialog } from "@/ui/FormDialog";
import layout from "@/ui/layout.module.css";

interface Props {
  round: RoundDetail;
  open: boolean;
  onClose: () => void;
}

/** A key project that the office puts on a unit's checklist before the visit. */
export function ProjectDialog({ round, open, onClose }: Props) {
  const { t } = useTranslation(["quarterly", "app"]);
  const units = useUnits();
  const written = [{ required: true, whitespace: true, message: t("app:required") }];
  const asked = units?.filter((unit) => unit.isActive && round.class_codes.includes(unit.classCode ?? ""));
  return (
    <FormDialog<Project>
      open={open}
      title={t("projectTitle", { round: round.title })}
      confirmText={t("addProject")}
      onSubmit={(values) => addProject(round.id, values)}
      touches={["rounds"]}
      onClose={onClose}
    >
      <Form.Item name="unit_code" label={t("unit")} rules={written}>
        <Select
          loading={units === null}
          showSearch={{ optionFilterProp: "label" }}
          options={asked?.map((unit) => ({ value: unit.code, label: unit.name })) ?? []}
        />
      </Form.Item>
      <Form.Item
        name="code"
        label={t("projectCode")}
        extra={t("projectCodeHint")}
        rules={[...written, { pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, message: t("codeForm") }]}
      >
        <Input maxLength={40} className={layout.textField} />
      </Form.Item>
      <Form.Item name="name" label={t("projectName")} rules={written}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="planned" label={t("planned")} extra={t("plannedHint")} rules={written}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="planned_on" label={t("plannedOn")} rules={[{ required: true, message: t("app:required") }]}>
        <Input type="date" className={layout.dateField} />
      </Form.Item>
    </FormDialog>
  );
}
