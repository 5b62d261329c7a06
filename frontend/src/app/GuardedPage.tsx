import { useLayoutEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isOpen, type Page } from "@/app/pages";
import { useSession } from "@/auth/session";

/** A page in its route: named in the window from the first moment, and shown only to whoever may open it. */
export function GuardedPage({ page, children }: { page: Page; children: ReactNode }) {
  const { t } = useTranslation(["nav", "app"]);
  const session = useSession();
  const name = t(`pages.${page.title}`);
  // Before the effects of the page's own header, which says more.
  useLayoutEffect(() => {
    document.title = `${name} · ${t("app:name")}`;
  }, [name, t]);
  if (isOpen(page, session)) return children;
  return (
    <div className="plain-page">
      <h1>{t("app:errors.notOpen", { page: name })}</h1>
      <p className="muted">{t("app:errors.notOpenHint")}</p>
      <Link to="/">{t("app:errors.home")}</Link>
    </div>
  );
}
