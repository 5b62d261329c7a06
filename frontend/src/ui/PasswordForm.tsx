import { useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { sessionQuery } from "@/auth/session";
import { useAct } from "@/lib/useAct";
import "./password.css";

const SHORTEST = 10;

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** The own password by another. Plain HTML: whoever must change it first need not wait for the component library. */
export function PasswordForm({ onChanged }: { onChanged: () => unknown }) {
  const { t } = useTranslation("signin");
  const queries = useQueryClient();
  const [isUnlike, setUnlike] = useState(false);
  const change = useAct({
    act: (body: { present: string; new: string }) => api.POST("/api/v1/directory/session:change-password", { body }),
    onDone: async () => {
      await queries.refetchQueries({ queryKey: sessionQuery.queryKey });
      await onChanged();
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = textOf(form, "new");
    const isLike = chosen === textOf(form, "again");
    setUnlike(!isLike);
    change.forget();
    if (isLike) change.run({ present: textOf(form, "present"), new: chosen });
  };
  const problem = isUnlike ? t("change.unlike") : change.problem;
  return (
    <form className="password-form" onSubmit={submit}>
      {problem && (
        <p className="password-problem" role="alert">
          {problem}
        </p>
      )}
      <label>
        {t("change.present")}
        <input name="present" type="password" autoComplete="current-password" required />
      </label>
      <label>
        {t("change.new")}
        <input name="new" type="password" autoComplete="new-password" minLength={SHORTEST} required />
      </label>
      <p className="muted">{t("change.rule", { count: SHORTEST })}</p>
      <label>
        {t("change.again")}
        <input name="again" type="password" autoComplete="new-password" required />
      </label>
      <button type="submit" className="plain-button" disabled={change.isBusy}>
        {t("change.submit")}
      </button>
    </form>
  );
}
