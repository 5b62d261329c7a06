import { useQueryClient } from "@tanstack/react-query";
import { useEffect, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { api, data } from "@/api/client";
import { sessionQuery } from "@/auth/session";
import { chooseLanguage } from "@/i18n";
import "./signin.css";
import { useAct } from "@/lib/useAct";

/** Plain HTML, so that whoever signs in need not wait for the component library. */
export default function SignInPage() {
  const { t, i18n } = useTranslation(["signin", "app"]);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const next = parameters.get("next");
  useEffect(() => {
    document.title = `${t("submit")} · ${t("app:name")}`;
  }, [t]);
  useEffect(() => {
    // While the password is typed, the frame with its component library is fetched.
    const timer = setTimeout(() => void import("@/app/Frame"), 500);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  const signIn = useAct({
    act: (body: { username: string; password: string }) => data(api.POST("/api/v1/directory/session", { body })),
    onDone: (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
      void navigate(next?.startsWith("/") && !next.startsWith("//") ? next : "/", { replace: true });
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    signIn.run({ username: text("username").trim(), password: text("password") });
  };
  const other = i18n.language === "en" ? "zh-CN" : "en";
  return (
    <main className="signin">
      <section className="signin-card card">
        <div className="signin-head">
          <h1 className="signin-name">
            <img src="/icon.svg" alt="" width={36} height={36} /> {t("app:name")}
          </h1>
          <button type="button" className="signin-link" lang={other} onClick={() => void chooseLanguage(other)}>
            {t("app:frame.otherLanguage")}
          </button>
        </div>
        <p className="muted signin-slogan">{t("app:slogan")}</p>
        {next && next !== "/" && !signIn.problem && <p className="signin-note">{t("needed")}</p>}
        {signIn.problem && (
          <p className="signin-problem" role="alert">
            {signIn.problem}
          </p>
        )}
        <form onSubmit={submit}>
          <label className="signin-field">
            {t("username")}
            <input
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              autoFocus
            />
          </label>
          <label className="signin-field">
            {t("password")}
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          <button type="submit" className="plain-button signin-submit" disabled={signIn.isBusy}>
            {t(signIn.isBusy ? "busy" : "submit")}
          </button>
        </form>
        <p className="signin-foot">
          <a href="/bulletin/">{t("bulletin")}</a>
          <span aria-hidden="true"> · </span>
          <a href="/m/">{t("field")}</a>
        </p>
      </section>
    </main>
  );
}
