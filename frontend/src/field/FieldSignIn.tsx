import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { api, data, type Schema } from "@/api/client";

export function FieldSignIn({ onSignedIn }: { onSignedIn: (session: Schema<"SessionView">) => void }) {
  const { t } = useTranslation(["signin", "app"]);
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
    data(api.POST("/api/v1/directory/session", { body: { username: text("username"), password: text("password") } }))
      .then(onSignedIn)
      .catch((error: unknown) => {
        setProblem(
          error instanceof Error && error.message !== "unreachable" ? error.message : t("app:errors.unreachable"),
        );
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <form className="field-card" onSubmit={submit}>
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
