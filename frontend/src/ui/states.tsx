import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import "@/ui/states.css";

interface EmptyProps {
  title: string;
  /** What to do next. */
  hint?: string;
  action?: ReactNode;
  /** All is done, rather than nothing is there. */
  isRelief?: boolean;
}

/** Nothing here yet, and what to do next. */
export function EmptyState({ title, hint, action, isRelief }: EmptyProps) {
  return (
    <div className="state" data-relief={isRelief ?? false}>
      <span className="state-sign" aria-hidden="true">
        {isRelief ? "✓" : "○"}
      </span>
      <p className="state-title">{title}</p>
      {hint && <p className="muted">{hint}</p>}
      {action}
    </div>
  );
}

/** What happened, what was kept, what to do. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const isProblem = error instanceof ApiProblem;
  const isFinal = isProblem && error.status < 500;
  const title = isProblem ? error.message || t("errors.refused") : t("errors.unreachable");
  return (
    <div role="alert" className="state" data-bad={!isFinal}>
      <span className="state-sign" aria-hidden="true">
        !
      </span>
      <p className="state-title">{title}</p>
      {!isProblem && <p className="muted">{t("errors.nothingLost")}</p>}
      {isProblem && error.requestId && <p className="muted num">{t("errors.number", { number: error.requestId })}</p>}
      {onRetry && !isFinal && <Button onClick={onRetry}>{t("errors.retry")}</Button>}
    </div>
  );
}
