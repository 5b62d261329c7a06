import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";

/** A page that broke, or a piece of it that a newer release has replaced; the rest of the app still stands. */
export function RouteError() {
  const error = useRouteError();
  const { t } = useTranslation();
  console.error(error);
  const isReplaced = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <div className="plain-page" role="alert">
      <h1>{t(isReplaced ? "errors.replaced" : "errors.broken")}</h1>
      <p className="muted">{t("errors.nothingLost")}</p>
      <p className="row">
        <button
          type="button"
          className="plain-button"
          onClick={() => {
            location.reload();
          }}
        >
          {t("errors.reload")}
        </button>
        <a href="/">{t("errors.home")}</a>
      </p>
    </div>
  );
}
