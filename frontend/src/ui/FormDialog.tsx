import { Alert, App, Form, Modal, type FormInstance } from "antd";
import { useId, useRef, useState, type ReactNode } from "react";
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

/** A few fields and one step. Nothing typed is lost: not by a refusal, nor by Escape or a stray click. */
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
  const { modal } = App.useApp();
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  const isSending = useRef(false);
  const form = useRef<FormInstance<Values>>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const close = (): void => {
    setProblem(null);
    onClose();
  };
  const leave = (): void => {
    if (isSending.current) return;
    if (!form.current?.isFieldsTouched()) {
      close();
      return;
    }
    modal.confirm({
      title: t("discard.ask"),
      okText: t("discard.yes"),
      cancelText: t("discard.no"),
      okButtonProps: { danger: true },
      onOk: close,
    });
  };
  const submit = async (values: Values): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit(values);
      close();
    } catch (error) {
      const left = form.current ? showFieldErrors(form.current, error) : "";
      setProblem(left === "" ? t("errors.unreachable") : left);
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  };
  const focusFirst = (isOpen: boolean): void => {
    if (!isOpen || !window.matchMedia("(pointer: fine)").matches) return;
    const field = body.current?.querySelector<HTMLElement>("input:not([type=radio], [type=file]), textarea");
    (field ?? document.querySelector<HTMLElement>(`button[form="${id}"]`))?.focus();
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={confirmText}
      cancelText={t("cancel")}
      okButtonProps={{ danger: danger ?? false, htmlType: "submit", form: id }}
      cancelButtonProps={{ onClick: close, disabled: isBusy }}
      confirmLoading={isBusy}
      {...(wide && { width: 760 })}
      onCancel={leave}
      afterOpenChange={focusFirst}
      destroyOnHidden
    >
      <div className="stack" ref={body}>
        {problem && (
          <Alert type="error" title={<span style={{ whiteSpace: "pre-line" }}>{problem}</span>} showIcon role="alert" />
        )}
        <Form<Values>
          id={id}
          ref={form}
          layout="vertical"
          requiredMark={false}
          preserve={false}
          initialValues={initialValues ?? {}}
          scrollToFirstError={{ focus: true, block: "nearest" }}
          onFinish={(values) => void submit(values)}
        >
          {children}
        </Form>
      </div>
    </Modal>
  );
}
