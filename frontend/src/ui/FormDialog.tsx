import { Alert, Form, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showFieldErrors } from "@/lib/forms";

interface Props<Values extends object> {
  open: boolean;
  title: string;
  confirmText: string;
  danger?: boolean;
  wide?: boolean;
  initialValues?: Partial<Values>;
  /** `Form.Item`s, and whatever explains them. */
  children: ReactNode;
  onSubmit: (values: Values) => Promise<unknown>;
  onClose: () => void;
}

/** A few fields and one step. Nothing typed is lost when the server refuses; its sentence stands above the fields. */
export function FormDialog<Values extends object>({
  open,
  title,
  confirmText,
  danger,
  wide,
  initialValues,
  children,
  onSubmit,
  onClose,
}: Props<Values>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const close = (): void => {
    setProblem(null);
    onClose();
  };
  const submit = async (): Promise<void> => {
    const values = await form.validateFields();
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit(values);
      close();
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
      {...(wide && { width: 760 })}
      onOk={() => void submit().catch(() => undefined)}
      onCancel={close}
      destroyOnHidden
    >
      <div className="stack">
        {problem && <Alert type="error" title={problem} showIcon role="alert" />}
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          preserve={false}
          initialValues={initialValues ?? {}}
        >
          {children}
        </Form>
      </div>
    </Modal>
  );
}
