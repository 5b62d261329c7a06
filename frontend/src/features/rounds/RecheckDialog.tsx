import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { checkAgain, type ItemDetail, type Recheck } from "./queries";
import { nameOf } from "./words";
import { EvidenceUpload } from "@/ui/evidence/EvidenceUpload";
import { FormDialog } from "@/ui/FormDialog";

interface Props {
  item: ItemDetail | null;
  onClose: () => void;
}

/** The second look at what a unit says it made good. */
export function RecheckDialog({ item, onClose }: Props) {
  const { t } = useTranslation(["quarterly", "app"]);
  const told = item?.history.findLast((step) => step.kind === "reported");
  return (
    <FormDialog<Recheck>
      open={item !== null}
      title={item ? t("recheckOf", { unit: item.unit_name, line: nameOf(item) }) : ""}
      confirmText={t("verbs.recheck")}
      onSubmit={(values) => checkAgain(item?.id ?? "", values)}
      touches={["rounds"]}
      onClose={onClose}
    >
      {told && <blockquote className="dialog-sentence">{told.note}</blockquote>}
      <Form.Item name="outcome" label={t("outcome")} rules={[{ required: true, message: t("app:required") }]}>
        <Radio.Group
          options={[
            { value: "confirmed", label: t("outcomes.confirmed") },
            { value: "refused", label: t("outcomes.refused") },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="note"
        label={t("recheckNote")}
        rules={[{ required: true, whitespace: true, message: t("app:required") }]}
      >
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Form.Item>
      {item && <EvidenceUpload of={{ kind: "round_item", id: item.id }} listsDone />}
    </FormDialog>
  );
}
