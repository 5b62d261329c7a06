import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { dropCopy, keepCopy, readCopy, type KeptCopy } from "../draft/keptCopy";
import { isChanged, type EditorState } from "../draft/reducer";
import { useSession } from "@/auth/session";
import { useSettled } from "@/lib/useSettled";
import { useLeaveGuard } from "@/ui/useLeaveGuard";

/** Unsaved work is kept in this browser, offered when the editor is opened again, and asked about on leaving. */
export function useUnsaved(
  id: string,
  state: EditorState,
): { offered: KeptCopy | null; answer: (isWanted: boolean) => void } {
  const { t } = useTranslation("editor");
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
  useLeaveGuard(hasUnsaved, t("leaveNote"));
  const answer = (isWanted: boolean): void => {
    if (!isWanted && !hasUnsaved) dropCopy(account, id);
    offer(null);
  };
  return { offered, answer };
}
