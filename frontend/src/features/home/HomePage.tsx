import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Figures } from "./Figures";
import { useBrought } from "@/app/feature";
import { countThings, isOverdue, type WaitingRow } from "@/app/waiting";
import { useWaiting } from "@/app/WaitingCount";
import { useSession } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { PageHeader } from "@/ui/PageHeader";
import { CardSkeleton } from "@/ui/Skeletons";
import { EmptyState } from "@/ui/states";
import "./home.css";

/** What this person must do, by deadline; each row is one click from done. Under it the figures of the role. */
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
      <section aria-label={t("waiting")}>
        <h2 className="home-heading">
          {t("waiting")} {rows.length > 0 && <span className="num home-count">{countThings(rows)}</span>}
        </h2>
        {isPending ? (
          <CardSkeleton rows={4} />
        ) : (
          <div className="card">
            {failed && rows.length > 0 && <p className="muted home-note">{t("partlyUnknown")}</p>}
            {rows.length > 0 ? (
              <ul className="home-list">
                {rows.map((row) => (
                  <WaitingLine key={row.key} row={row} now={session.office_now} />
                ))}
              </ul>
            ) : failed ? (
              <EmptyState title={t("partlyUnknown")} />
            ) : (
              <Relief />
            )}
          </div>
        )}
      </section>
      <HomeCards />
      <Figures />
    </>
  );
}

/** That nothing waits, unless the county has still to be set up. */
function Relief() {
  const { t } = useTranslation("home");
  const session = useSession();
  const beginnings = useBrought("beginnings").filter(({ permission }) => session.permissions.includes(permission));
  const relief = <EmptyState title={t("nothing")} hint={t("nothingHint")} isRelief />;
  return (
    <Suspense fallback={null}>
      {beginnings.reduce(
        (told, { key, Beginning }) => (
          <Beginning key={key}>{told}</Beginning>
        ),
        relief,
      )}
    </Suspense>
  );
}

function HomeCards() {
  const session = useSession();
  const cards = useBrought("homeCards").filter((card) => session.permissions.includes(card.permission));
  return (
    <Suspense fallback={null}>
      {cards.map(({ key, Card }) => (
        <Card key={key} />
      ))}
    </Suspense>
  );
}

function WaitingLine({ row, now }: { row: WaitingRow; now: string }) {
  const { t } = useTranslation("home");
  return (
    <li>
      <Link to={row.path}>{row.title}</Link>
      <span className="muted">{row.detail}</span>
      {row.due && (
        <span className="num home-due" data-overdue={isOverdue(row, now)}>
          {t(isOverdue(row, now) ? "overdue" : "due", { date: showTime(row.due) })}
        </span>
      )}
    </li>
  );
}
