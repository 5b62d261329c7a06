import { App, Modal, type ModalFuncProps, type ModalProps } from "antd";
import { useEffect, useRef } from "react";
import { markDialog, useDialogMark } from "@/lib/openDialogs";

/** A dialog that the rest of the page knows to be open. */
export function Dialog(props: ModalProps) {
  useDialogMark(props.open ?? false);
  return <Modal {...props} />;
}

/** Asks one question above everything else. */
export function useQuestion(): (question: ModalFuncProps) => void {
  const { modal } = App.useApp();
  const unmark = useRef<(() => void) | undefined>(undefined);
  // Where the whole page goes, the question goes with it and is never closed.
  useEffect(() => () => unmark.current?.(), []);
  return (question) => {
    unmark.current?.();
    unmark.current = markDialog();
    modal.confirm({ ...question, afterClose: () => unmark.current?.() });
  };
}
