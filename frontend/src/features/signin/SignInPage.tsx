import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { pageAfter } from "./next";
import { api, data } from "@/api/client";
import { limitIdle } from "@/api/idle";
import { keys } from "@/api/keys";
import { noteRehearsal } from "@/api/rehearsal";
import { sessionQuery } from "@/auth/session";
import { chooseLanguage } from "@/i18n";
import { Sign } from "@/ui/Sign";
import "./signin.css";
import { useAct } from "@/lib/useAct";

/** While the password is typed, the frame with its component library is fetched; who only looks in does not pay for it. */
function fetchFrame(): void {
  void import("@/app/Frame");
}

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
  const county = useQuery({
    queryKey: keys.session.installation(),
    queryFn: () => data(api.GET("/api/v1/directory/county")),
  });
  const signIn = useAct({
    act: (body: { username: string; password: string }) => data(api.POST("/api/v1/directory/session", { body })),
    onDone: (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
      limitIdle(session.idle_minutes);
      noteRehearsal(session.is_rehearsal);
      void navigate(pageAfter(parameters), { replace: true });
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
            <Sign size={36} /> {t("app:name")}
          </h1>
          <button type="button" className="signin-link" lang={other} onClick={() => void chooseLanguage(other)}>
            {t("app:frame.otherLanguage")}
          </button>
        </div>
        <p className="muted signin-slogan">{t("app:slogan")}</p>
        {county.data?.is_rehearsal && <p className="signin-note">{t("app:frame.rehearsalPrint")}</p>}
        {next && next !== "/" && !signIn.problem && <p className="signin-note">{t("needed")}</p>}
        {signIn.problem && (
          <p className="signin-problem" role="alert">
            {signIn.problem}
          </p>
        )}
        <form onSubmit={submit} onInput={fetchFrame}>
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
