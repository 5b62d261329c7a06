import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { navigationFor } from "@/app/navigation";
import { useWaiting } from "@/app/WaitingCount";
import { useSession } from "@/auth/session";
import { showDate, showTime } from "@/lib/dates";
import { PageHeader } from "@/ui/PageHeader";
import { EmptyState } from "@/ui/states";
import "./home.css";

/** What this person must do, by deadline; each row is one click from done. */
export default function HomePage() {
  const { t } = useTranslation("home");
  const session = useSession();
  const { rows, isPending, failed } = useWaiting();
  return (
    <>
      <PageHeader
        title={t("title", { name: session.display_name })}
        note={t("asOf", { time: showTime(session.office_now) })}
      />
      <section className="card" aria-label={t("waiting")}>
        {isPending ? (
          <Skeleton active title={false} paragraph={{ rows: 4 }} />
        ) : rows.length === 0 ? (
          <EmptyState title={failed ? t("partlyUnknown") : t("nothing")} />
        ) : (
          <ul className="home-list">
            {rows.map((row) => (
              <li key={row.key}>
                <Link to={row.path}>{row.title}</Link>
                <span className="muted">{row.detail}</span>
                {row.due && (
                  <span
                    className="num"
                    style={{ color: row.due < session.office_now ? "var(--vermilion)" : "var(--ochre)" }}
                  >
                    {t(row.due < session.office_now ? "overdue" : "due", { date: showDate(row.due) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="home-links" aria-label={t("open")}>
        {navigationFor(session).map((group) => (
          <div className="card" key={group.key}>
            <strong>{t(`nav:groups.${group.key}`, { ns: "nav" })}</strong>
            <div className="row">
              {group.entries
                .filter((entry) => entry.path !== "/")
                .map((entry) => (
                  <Link key={entry.key} to={entry.path}>
                    {t(`nav:entries.${entry.key}`, { ns: "nav" })}
                  </Link>
                ))}
            </div>
          </div>
        ))}
      </section>
    </>
  );
}
