import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";

const ABOUT_SUMS = ["total_differs", "total_not_100", "total_unknown"];

/** What the points make in all, always in view, and whether that is the full score. */
export function TotalLine() {
  const { t } = useTranslation("editor");
  const { state, findings, faults, warnings } = useEditor();
  const worth = findings?.sums["/document/root"]?.worth;
  const full = state.draft.full_score;
  const isOdd = [...faults, ...warnings].some(({ code }) => ABOUT_SUMS.includes(code));
  return (
    <p className="editor-total" data-status={isOdd ? "warning" : undefined} aria-live="polite">
      <span>{t("totalIs")}</span> <strong className="num">{worth ?? "–"}</strong>
      {full !== null && <span className="num"> / {t("fullIs", { full })}</span>}
    </p>
  );
}
