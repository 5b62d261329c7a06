import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { pageAfter } from "./next";
import { PasswordForm } from "@/ui/PasswordForm";
import { sessionQuery } from "@/auth/session";
import "./signin.css";

/** Between the first sign-in and everything else: a password that somebody else knows is nobody's own. */
export default function FirstPasswordPage() {
  const { t } = useTranslation(["signin", "app"]);
  const { data: session } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const next = pageAfter(useSearchParams()[0]);
  useEffect(() => {
    document.title = `${t("change.first")} · ${t("app:name")}`;
  }, [t]);
  if (session === null) return <Navigate to="/sign-in" replace />;
  return (
    <main className="signin">
      <section className="signin-card card">
        <h1 className="signin-name">{t("change.first")}</h1>
        <p className="muted signin-slogan">{t("change.why")}</p>
        <PasswordForm onChanged={() => navigate(next, { replace: true })} />
      </section>
    </main>
  );
}
