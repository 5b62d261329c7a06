import { Button, Empty, Result } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useRouteError } from "react-router";
import { ApiProblem } from "@/api/problem";

/** Nothing here yet, and what to do next. */
export function EmptyState({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={title} style={{ padding: "24px 0" }}>
      {hint && <p className="muted">{hint}</p>}
      {action}
    </Empty>
  );
}

/** What happened, what was kept, what to do. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const isProblem = error instanceof ApiProblem;
  const title = isProblem ? error.message || t("errors.refused") : t("errors.unreachable");
  const detail =
    isProblem && error.requestId ? t("errors.number", { number: error.requestId }) : t("errors.nothingLost");
  return (
    <div role="alert">
      <Result
        status={isProblem && error.status === 403 ? "403" : isProblem && error.status === 404 ? "404" : "warning"}
        title={title}
        subTitle={detail}
        extra={onRetry && <Button onClick={onRetry}>{t("errors.retry")}</Button>}
      />
    </div>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return <Result status="404" title={t("errors.noPage")} extra={<Link to="/">{t("errors.home")}</Link>} />;
}

/** A page that broke: the rest of the app still stands. */
export function RouteError() {
  const error = useRouteError();
  const { t } = useTranslation();
  console.error(error);
  return (
    <main style={{ padding: 32 }}>
      <h1>{t("errors.broken")}</h1>
      <p>{t("errors.nothingLost")}</p>
      <a href="/">{t("errors.home")}</a>
    </main>
  );
}
