import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { api, data } from "@/api/client";
import { ApiProblem } from "@/api/problem";

interface Props {
  isFirst?: boolean;
  onSignedIn: () => Promise<void>;
}

/** A form on the page itself: whoever signs in again loses neither draft nor place. */
export function FieldSignIn({ isFirst = false, onSignedIn }: Props) {
  const { t } = useTranslation(["signin", "field", "app"]);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    setBusy(true);
    setProblem(null);
    data(
      api.POST("/api/v1/directory/session", {
        body: { username: text("username").trim(), password: text("password") },
      }),
    )
      .then(onSignedIn)
      .catch((error: unknown) => {
        const offline = isFirst ? t("field:first.offline") : t("app:errors.unreachable");
        setProblem(error instanceof ApiProblem ? error.message : offline);
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <form className="field-card field-stack" onSubmit={submit}>
      {isFirst && <p>{t("field:first.signIn")}</p>}
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <label className="field-label">
        {t("username")}
        <input name="username" autoComplete="username" autoCapitalize="none" required />
      </label>
      <label className="field-label">
        {t("password")}
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" className="field-button" disabled={isBusy}>
        {t("submit")}
      </button>
    </form>
  );
}
