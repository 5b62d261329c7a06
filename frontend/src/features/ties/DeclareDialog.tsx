import { Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { PersonField } from "./PersonField";
import { declareOwnTie, enterTie, KINDS, type TieEntry } from "./queries";
import { useSession } from "@/auth/session";
import { placeRefusal } from "@/lib/refusals";
import { useUnitOptions } from "@/lib/units";
import { FormDialog } from "@/ui/FormDialog";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Values extends TieEntry {
  to: "unit" | "person";
}

interface Props {
  open: boolean;
  /** For somebody else, by document; otherwise for oneself. */
  byOffice?: boolean;
  onClose: () => void;
}

/** A tie to one unit or one person, since when, and of what kind. */
export function DeclareDialog({ open, byOffice = false, onClose }: Props) {
  const { t } = useTranslation(["ties", "app"]);
  const units = useUnitOptions();
  const today = useSession().office_now.slice(0, 10);
  const required = [{ required: true, message: t("app:required") }];
  const submit = ({ to, person_code, document_number, ...entry }: Values): Promise<unknown> => {
    const sent = byOffice ? enterTie({ ...entry, person_code, document_number }) : declareOwnTie(entry);
    return placeRefusal(sent, {
      tie_in_force: { pointer: to === "unit" ? "/unit_code" : "/other_code" },
      unknown_unit: { pointer: "/unit_code" },
      ...(byOffice ? {} : { unknown_person: { pointer: "/other_code" } }),
    });
  };
  return (
    <FormDialog<Values>
      open={open}
      title={t(byOffice ? "enter" : "declare")}
      confirmText={t(byOffice ? "enter" : "declare")}
      initialValues={{ to: "unit", kind: "relative", from_on: today }}
      onSubmit={submit}
      touches={["ties"]}
      onClose={onClose}
    >
      <p className={classNames("muted", layout.flush)}>{t("effect")}</p>
      {byOffice && <PersonField name="person_code" label={t("who")} />}
      <Form.Item name="to" label={t("other")}>
        <Radio.Group options={(["unit", "person"] as const).map((value) => ({ value, label: t(`to.${value}`) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={["to"]}>
        {({ getFieldValue }) =>
          getFieldValue("to") === "unit" ? (
            <Form.Item name="unit_code" label={t("unit")} rules={required} preserve={false}>
              <Select showSearch={{ optionFilterProp: "label" }} options={units} />
            </Form.Item>
          ) : (
            <PersonField name="other_code" label={t("person")} />
          )
        }
      </Form.Item>
      <Form.Item name="kind" label={t("kind")}>
        <Radio.Group options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item name="from_on" label={t("since")} rules={required}>
        <Input type="date" className={layout.dateField} />
      </Form.Item>
      <Form.Item name="reason" label={t("reason")} extra={t("reasonHint")}>
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
      {byOffice && (
        <Form.Item name="document_number" label={t("document")} rules={required}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
      )}
    </FormDialog>
  );
}
