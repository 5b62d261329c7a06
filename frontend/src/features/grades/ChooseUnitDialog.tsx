import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useUnitOptions } from "@/lib/units";
import { FormDialog } from "@/ui/FormDialog";

interface Props {
  open: boolean;
  year: number;
  onClose: () => void;
}

/** Grades are recorded for one unit at a time. */
export function ChooseUnitDialog({ open, year, onClose }: Props) {
  const { t } = useTranslation(["grades", "app"]);
  const units = useUnitOptions();
  const navigate = useNavigate();
  return (
    <FormDialog<{ unit: string }, string>
      open={open}
      title={t("chooseUnit", { year })}
      confirmText={t("begin")}
      onSubmit={({ unit }) => Promise.resolve(unit)}
      onDone={(unit) => navigate(`/grades/${unit}?year=${String(year)}`)}
      onClose={onClose}
    >
      <Form.Item name="unit" label={t("unit")} rules={[{ required: true, message: t("app:required") }]}>
        <Select showSearch={{ optionFilterProp: "label" }} options={units} />
      </Form.Item>
    </FormDialog>
  );
}
