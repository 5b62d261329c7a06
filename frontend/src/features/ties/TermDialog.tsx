import { Form, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { setTerm, type StandingAsideEntry } from "./queries";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";

interface Props {
  open: boolean;
  years: number;
  onClose: () => void;
}

/** For how many years one stands aside from a unit where one served. */
export function TermDialog({ open, years, onClose }: Props) {
  const { t } = useTranslation(["ties", "app"]);
  return (
    <FormDialog<StandingAsideEntry>
      open={open}
      title={t("termTitle")}
      confirmText={t("setTerm")}
      initialValues={{ years }}
      onSubmit={(values) => setTerm(values)}
      touches={["ties"]}
      onClose={onClose}
    >
      <Form.Item
        name="years"
        label={t("years")}
        extra={t("yearsHint")}
        rules={[{ required: true, message: t("app:required") }]}
      >
        <InputNumber min={1} max={10} precision={0} />
      </Form.Item>
      <ReasonField label={t("termReason")} />
    </FormDialog>
  );
}
