import { Form, type FormInstance } from "antd";
import { useId, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Group } from "@/api/keys";
import { useAct } from "@/lib/useAct";
import { Dialog, useQuestion } from "@/ui/Dialog";
import { Problem } from "@/ui/Problem";

interface Props<Values extends object, Answer> {
  open: boolean;
  title: string;
  confirmText: string;
  danger?: boolean;
  wide?: boolean;
  initialValues?: Partial<Values>;
  /** `Form.Item`s, and whatever explains them. */
  children: ReactNode;
  onSubmit: (values: Values) => Promise<Answer>;
  /** What the step makes stale: read again before the dialog closes. */
  touches?: readonly Group[];
  /** Whether a refusal too leaves what is shown out of date: some of it may have been done. */
  isStaleAfter?: (refusal: Error) => boolean;
  onDone?: (answer: Answer) => unknown;
  onClose: () => void;
}

/** A few fields and one step. Nothing typed is lost: not by a refusal, nor by Escape or a stray click. */
export function FormDialog<Values extends object, Answer = unknown>({
  open,
  title,
  confirmText,
  danger,
  wide,
  initialValues,
  children,
  onSubmit,
  touches,
  isStaleAfter,
  onDone,
  onClose,
}: Props<Values, Answer>) {
  const { t } = useTranslation();
  const question = useQuestion();
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  const form = useRef<FormInstance<Values>>(null);
  const submit = useAct<Values, Answer>({
    act: onSubmit,
    touches,
    isStaleAfter,
    form,
    onDone: async (answer) => {
      await onDone?.(answer);
      close();
    },
  });
  const close = (): void => {
    submit.forget();
    onClose();
  };
  const leave = (): void => {
    if (submit.isBusy) return;
    if (!form.current?.isFieldsTouched()) {
      close();
      return;
    }
    question({
      title: t("discard.ask"),
      okText: t("discard.yes"),
      cancelText: t("discard.no"),
      okButtonProps: { danger: true },
      onOk: close,
    });
  };
  const focusFirst = (isOpen: boolean): void => {
    if (!isOpen || !window.matchMedia("(pointer: fine)").matches) return;
    const field = body.current?.querySelector<HTMLElement>("input:not([type=radio], [type=file]), textarea");
    (field ?? document.querySelector<HTMLElement>(`button[form="${id}"]`))?.focus();
  };
  return (
    <Dialog
      open={open}
      title={title}
      okText={confirmText}
      cancelText={t("cancel")}
      okButtonProps={{ danger: danger ?? false, htmlType: "submit", form: id }}
      cancelButtonProps={{ onClick: close, disabled: submit.isBusy }}
      confirmLoading={submit.isBusy}
      {...(wide && { width: 760 })}
      onCancel={leave}
      afterOpenChange={focusFirst}
      destroyOnHidden
    >
      <div className="stack" ref={body}>
        <Problem of={submit} />
        <Form<Values>
          id={id}
          ref={form}
          layout="vertical"
          requiredMark={false}
          preserve={false}
          initialValues={initialValues ?? {}}
          scrollToFirstError={{ focus: true, block: "nearest" }}
          onFinish={submit.run}
        >
          {children}
        </Form>
      </div>
    </Dialog>
  );
}
