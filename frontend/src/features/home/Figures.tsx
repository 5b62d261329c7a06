import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useBrought } from "@/app/feature";
import { useSession } from "@/auth/session";
import { useYear } from "@/lib/year";

/** The few figures of a role; one that cannot be read is left out, the rest still stand. */
export function Figures() {
  const { t } = useTranslation("home");
  const session = useSession();
  const [year] = useYear();
  const open = useBrought("figures").filter((provider) => session.permissions.includes(provider.permission));
  const results = useQueries({ queries: open.map((provider) => provider.query(session, year)) });
  const shown = results.flatMap((result) => result.data ?? []);
  if (shown.length === 0) return null;
  return (
    <section aria-label={t("figures")}>
      <h2 className="home-heading">{t("figures")}</h2>
      <ul className="home-figures">
        {shown.map((figure) => (
          <li key={figure.key} className="card">
            <span className="muted">{figure.label}</span>
            <Link to={figure.path} className="num home-value" data-bad={figure.isBad ?? false}>
              {figure.value}
            </Link>
            {figure.detail && <span className="muted">{figure.detail}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
