import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";
import { useQuestion } from "@/ui/Dialog";

/** Whoever leaves with unsaved work is asked first, in the app and, by the browser itself, when the page is closed. */
export function useLeaveGuard(hasUnsaved: boolean, note: string): void {
  const { t } = useTranslation("app");
  const question = useQuestion();
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
    question({
      title: t("leave.ask"),
      content: note,
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
}
