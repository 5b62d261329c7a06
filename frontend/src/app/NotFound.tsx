import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

export function NotFound() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${t("errors.noPage")} · ${t("name")}`;
  }, [t]);
  return (
    <div className="plain-page">
      <h1>{t("errors.noPage")}</h1>
      <p className="muted">{t("errors.noPageHint", { path: pathname })}</p>
      <Link to="/">{t("errors.home")}</Link>
    </div>
  );
}
