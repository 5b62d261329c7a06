import { Form, Input, Radio } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Group } from "@/api/keys";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";

interface ReasonDialogProps {
  open: boolean;
  title: string;
  /** What is about to happen, with the thing's name. */
  children?: ReactNode;
  confirmText: string;
  danger?: boolean;
  /** Label of the reason field; without it no reason is asked for. */
  reasonLabel?: string;
  onConfirm: (reason: string) => Promise<unknown>;
  touches?: readonly Group[];
  onDone?: () => unknown;
  onClose: () => void;
}

/** Confirms a step by its name, with a reason where people decide. */
export function ReasonDialog({
  open,
  title,
  children,
  confirmText,
  danger,
  reasonLabel,
  onConfirm,
  touches,
  onDone,
  onClose,
}: ReasonDialogProps) {
  return (
    <FormDialog<{ reason?: string }>
      open={open}
      title={title}
      confirmText={confirmText}
      danger={danger ?? false}
      onSubmit={({ reason }) => onConfirm(reason ?? "")}
      touches={touches}
      onDone={onDone}
      onClose={onClose}
    >
      {children && <div className="dialog-text">{children}</div>}
      {reasonLabel && <ReasonField label={reasonLabel} />}
    </FormDialog>
  );
}

export type Outcome = "accepted" | "changed" | "declined";
type Decided = Record<string, unknown> & { outcome: Outcome; reason: string };

interface DecideDialogProps {
  open: boolean;
  title: string;
  /** The sentence that would be read out in the meeting. */
  sentence: ReactNode;
  /** Fields for what a changed decision says; without it a proposal is accepted or declined. */
  changeFields?: ReactNode;
  onDecide: (values: Decided) => Promise<unknown>;
  touches?: readonly Group[];
  onClose: () => void;
}

/** Accept, change or decline a proposal, always with a reason. */
export function DecideDialog({ open, title, sentence, changeFields, onDecide, touches, onClose }: DecideDialogProps) {
  const { t } = useTranslation();
  return (
    <FormDialog<Decided>
      open={open}
      title={title}
      confirmText={t("decide.confirm")}
      initialValues={{ outcome: "accepted" }}
      onSubmit={onDecide}
      touches={touches}
      onClose={onClose}
    >
      <blockquote className="dialog-sentence">{sentence}</blockquote>
      <DecideFields changeFields={changeFields} />
    </FormDialog>
  );
}

function DecideFields({ changeFields }: { changeFields?: ReactNode }) {
  const { t } = useTranslation();
  const outcome: unknown = Form.useWatch("outcome");
  return (
    <>
      <Form.Item name="outcome" label={t("decide.outcome")}>
        <Radio.Group
          options={[
            { value: "accepted", label: t("decide.accepted") },
            ...(changeFields ? [{ value: "changed", label: t("decide.changed") }] : []),
            { value: "declined", label: t("decide.declined") },
          ]}
        />
      </Form.Item>
      {outcome === "changed" && changeFields}
      {outcome !== "declined" && (
        <Form.Item
          name="decision_number"
          label={t("decide.number")}
          rules={[{ required: true, whitespace: true, message: t("required") }]}
        >
          <Input maxLength={80} />
        </Form.Item>
      )}
      <ReasonField label={t("decide.reason")} />
    </>
  );
}
