import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldSignIn } from "./FieldSignIn";
import { PostDeduction } from "./PostDeduction";
import { api, data, type Schema } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { chooseLanguage } from "@/i18n";

type Session = Schema<"SessionView">;

/** The inspector's phone: sign in, then one page. */
export function FieldApp() {
  const { t, i18n } = useTranslation(["field", "app"]);
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const [isUnreachable, setUnreachable] = useState(false);
  const look = useCallback(() => {
    data(api.GET("/api/v1/directory/session"))
      .then((found) => {
        setUnreachable(false);
        setSession(found);
      })
      .catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status === 401) setSession(null);
        else setUnreachable(true);
      });
  }, []);
  useEffect(look, [look]);
  const other = i18n.language === "en" ? "zh-CN" : "en";
  const signOut = (): void => {
    void api.DELETE("/api/v1/directory/session").finally(() => {
      setSession(null);
    });
  };
  return (
    <div className="field">
      <header className="field-top">
        <img src="/icon.svg" alt="" width={26} height={26} />
        <strong>{t("title")}</strong>
        <span className="field-spring" />
        <button type="button" className="field-link" lang={other} onClick={() => void chooseLanguage(other)}>
          {t("app:frame.otherLanguage")}
        </button>
        {session && (
          <button type="button" className="field-link" onClick={signOut}>
            {t("app:frame.signOut")}
          </button>
        )}
      </header>
      <main>
        {isUnreachable ? (
          <div className="field-card" role="alert">
            <p>{t("app:errors.unreachable")}</p>
            <button type="button" className="field-button" onClick={look}>
              {t("app:errors.retry")}
            </button>
          </div>
        ) : session === undefined ? (
          <div className="field-card" aria-busy="true">
            {t("loading")}
          </div>
        ) : session === null ? (
          <FieldSignIn onSignedIn={setSession} />
        ) : session.permissions.includes("supervision:deduction:record") ? (
          <PostDeduction />
        ) : (
          <div className="field-card">
            <p>{t("notInspector")}</p>
            <a href="/">{t("toOffice")}</a>
          </div>
        )}
      </main>
    </div>
  );
}
