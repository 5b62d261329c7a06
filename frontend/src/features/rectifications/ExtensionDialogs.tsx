import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { StepProps } from "./Dialogs";
import { askExtension, declineExtension, extend } from "./queries";
import type { Schema } from "@/api/client";
import { ReasonDialog } from "@/ui/dialogs";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";
import layout from "@/ui/layout.module.css";

/** A later due date: the unit asks for it, the office sets it or declines. */
export function ExtensionDialogs({ row, verb, onClose }: StepProps) {
  const { t } = useTranslation("rectifications");
  const asked = [...row.history].reverse().find((step) => step.kind === "extension_asked");
  const request = row.wanted_due_on && t("asksFor", { on: row.wanted_due_on, reason: asked?.note });
  return (
    <>
      <FormDialog<Schema<"ExtensionRequest">>
        open={verb === "ask_extension"}
        title={t("ask", { verb: t("verbs.ask_extension"), number: row.number })}
        confirmText={t("verbs.ask_extension")}
        onSubmit={(values) => askExtension(row.id, values)}
        touches={["rectifications", "deductions"]}
        onClose={onClose}
      >
        <p className="dialog-text">{t("effect.ask_extension")}</p>
        <LaterDay present={row.due_on} />
        <ReasonField label={t("reason")} />
      </FormDialog>
      <FormDialog<Schema<"Extension">>
        open={verb === "extend"}
        title={t("ask", { verb: t("verbs.extend"), number: row.number })}
        confirmText={t("verbs.extend")}
        initialValues={row.wanted_due_on ? { due_on: row.wanted_due_on } : {}}
        onSubmit={(values) => extend(row.id, values)}
        touches={["rectifications", "deductions"]}
        onClose={onClose}
      >
        <p className="dialog-text">{request ?? t("effect.extend")}</p>
        <LaterDay present={row.due_on} />
        <ReasonField label={t("reason")} />
      </FormDialog>
      <ReasonDialog
        open={verb === "decline_extension"}
        title={t("ask", { verb: t("verbs.decline_extension"), number: row.number })}
        confirmText={t("verbs.decline_extension")}
        reasonLabel={t("reason")}
        onConfirm={(reason) => declineExtension(row.id, { reason })}
        touches={["rectifications", "deductions"]}
        onClose={onClose}
      >
        <p className={layout.flush}>{request}</p>
        <p className={layout.flush}>{t("effect.decline_extension", { on: row.due_on })}</p>
      </ReasonDialog>
    </>
  );
}

function LaterDay({ present }: { present: string }) {
  const { t } = useTranslation(["rectifications", "app"]);
  const next = new Date(Date.parse(present) + 86_400_000).toISOString().slice(0, 10);
  return (
    <Form.Item
      name="due_on"
      label={t("newDue")}
      extra={t("newDueHint", { on: present })}
      rules={[{ required: true, message: t("app:required") }]}
    >
      <Input type="date" min={next} className={layout.dateField} />
    </Form.Item>
  );
}
