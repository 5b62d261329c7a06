import { App } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";
import { dropCopy, keepCopy, readCopy, type KeptCopy } from "./keptCopy";
import { isChanged, type EditorState } from "./reducer";
import { useSettled } from "./useSettled";
import { useSession } from "@/auth/session";

/** Unsaved work is kept in this browser, offered when the editor is opened again, and asked about on leaving. */
export function useUnsaved(
  id: string,
  state: EditorState,
): { offered: KeptCopy | null; answer: (isWanted: boolean) => void } {
  const { t } = useTranslation("editor");
  const { modal } = App.useApp();
  const account = useSession().account_id;
  const [offered, offer] = useState<KeptCopy | null>(() => {
    const kept = readCopy(account, id);
    return kept && JSON.stringify(kept.draft) !== JSON.stringify(state.draft) ? kept : null;
  });
  const [isTouched, touch] = useState(false);
  if (!isTouched && state.draft !== state.saved) touch(true);
  const hasUnsaved = isChanged(state);
  const settled = useSettled(state, 300);
  useEffect(() => {
    if (!isTouched) return;
    if (isChanged(settled)) {
      keepCopy(account, id, { version: settled.version, draft: settled.draft, at: new Date().toISOString() });
    } else dropCopy(account, id);
  }, [account, id, isTouched, settled]);
  useEffect(() => {
    if (!hasUnsaved) return;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
    };
  }, [hasUnsaved]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => hasUnsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  const { state: blocked } = blocker;
  useEffect(() => {
    if (blocked !== "blocked") return;
    modal.confirm({
      title: t("leave.ask"),
      content: t("leave.note"),
      okText: t("leave.yes"),
      cancelText: t("leave.no"),
      onOk: () => {
        blocker.proceed?.();
      },
      onCancel: () => {
        blocker.reset?.();
      },
    });
    // Asked once each time that somebody is held back.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [blocked]);
  const answer = (isWanted: boolean): void => {
    if (!isWanted && !hasUnsaved) dropCopy(account, id);
    offer(null);
  };
  return { offered, answer };
}
