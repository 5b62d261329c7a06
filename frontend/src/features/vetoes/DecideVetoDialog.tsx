import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { decideVeto, type Veto } from "./queries";
import type { Schema } from "@/api/client";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";

interface Props {
  veto: Veto | null;
  unit: string;
  name: string;
  onClose: () => void;
}

/** The committee decides or declines, either way under a document number and with a reason. */
export function DecideVetoDialog({ veto, unit, name, onClose }: Props) {
  const { t } = useTranslation(["vetoes", "app"]);
  return (
    <FormDialog<Schema<"VetoDecision">>
      open={veto !== null}
      title={t("decideOf", { unit, veto: name })}
      confirmText={t("decide")}
      onSubmit={(values) => decideVeto(veto?.id ?? "", values)}
      touches={["vetoes"]}
      onClose={onClose}
    >
      <blockquote className="dialog-sentence">
        {veto?.grounds}
        <div className="muted">{t("proposedBy", { name: veto?.proposer_name })}</div>
      </blockquote>
      <Form.Item name="outcome" label={t("outcome")} rules={[{ required: true, message: t("app:required") }]}>
        <Radio.Group
          options={(["decided", "declined"] as const).map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="document_number"
        label={t("documentNumber")}
        rules={[{ required: true, whitespace: true, message: t("app:required") }]}
      >
        <Input maxLength={80} />
      </Form.Item>
      <ReasonField label={t("reason")} />
    </FormDialog>
  );
}
