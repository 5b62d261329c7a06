import { Alert, Form, Input, Modal, Radio } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showFieldErrors } from "@/lib/forms";

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
  onClose: () => void;
}

/** Confirms a step by its name, with a reason where people decide. Nothing typed is lost when the server refuses. */
export function ReasonDialog({
  open,
  title,
  children,
  confirmText,
  danger,
  reasonLabel,
  onConfirm,
  onClose,
}: ReasonDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    const { reason } = await form.validateFields();
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm(reason);
      form.resetFields();
      onClose();
    } catch (error) {
      setProblem(
        showFieldErrors(form, error) ?? (error instanceof Error ? error.message || t("errors.unreachable") : null),
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={confirmText}
      cancelText={t("cancel")}
      okButtonProps={{ danger: danger ?? false }}
      confirmLoading={isBusy}
      onOk={() => void submit().catch(() => undefined)}
      onCancel={onClose}
      forceRender
    >
      <div className="stack">
        {children}
        {problem && <Alert type="error" title={problem} showIcon role="alert" />}
        <Form form={form} layout="vertical" requiredMark={false}>
          {reasonLabel && (
            <Form.Item
              name="reason"
              label={reasonLabel}
              rules={[{ required: true, whitespace: true, message: t("reasonNeeded") }]}
            >
              <Input.TextArea rows={3} maxLength={500} showCount />
            </Form.Item>
          )}
        </Form>
      </div>
    </Modal>
  );
}

export type Outcome = "accepted" | "changed" | "declined";

interface DecideDialogProps {
  open: boolean;
  title: string;
  /** The sentence that would be read out in the meeting. */
  sentence: ReactNode;
  /** Fields for what a changed decision says; without it a proposal is accepted or declined. */
  changeFields?: ReactNode;
  onDecide: (values: Record<string, unknown> & { outcome: Outcome; reason: string }) => Promise<unknown>;
  onClose: () => void;
}

/** Accept, change or decline a proposal, always with a reason. */
export function DecideDialog({ open, title, sentence, changeFields, onDecide, onClose }: DecideDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Record<string, unknown> & { outcome: Outcome; reason: string }>();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const outcome = Form.useWatch("outcome", form);
  const submit = async (): Promise<void> => {
    const values = await form.validateFields();
    setBusy(true);
    setProblem(null);
    try {
      await onDecide(values);
      form.resetFields();
      onClose();
    } catch (error) {
      setProblem(
        showFieldErrors(form, error) ?? (error instanceof Error ? error.message || t("errors.unreachable") : null),
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={t("decide.confirm")}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void submit().catch(() => undefined)}
      onCancel={onClose}
      forceRender
    >
      <div className="stack">
        <blockquote
          style={{
            margin: 0,
            padding: "8px 12px",
            borderLeft: "3px solid var(--primary)",
            background: "var(--primary-soft)",
          }}
        >
          {sentence}
        </blockquote>
        {problem && <Alert type="error" title={problem} showIcon role="alert" />}
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ outcome: "accepted" }}>
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
          <Form.Item
            name="reason"
            label={t("decide.reason")}
            rules={[{ required: true, whitespace: true, message: t("reasonNeeded") }]}
          >
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
