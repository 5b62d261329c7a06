import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { firstResults, resultQuery, type Result } from "./queries";
import { keys } from "@/api/keys";
import { useSession } from "@/auth/session";
import { useYear } from "@/lib/year";
import { PageHeader } from "@/ui/PageHeader";
import { Score } from "@/ui/Score";
import { TierMark } from "@/ui/TierMark";
import { EmptyState, ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./MyResultPage.module.css";

/** A cadre's own line, told plainly, with the way to its reason and to a review. */
export default function MyResultPage() {
  const { t } = useTranslation("results");
  const [year] = useYear();
  const results = useQuery({
    queryKey: keys.results.mine(year),
    queryFn: () => firstResults(year, "cadre", undefined),
  });
  return (
    <>
      <PageHeader title={t("mine", { year })} />
      {results.isPending ? (
        <Skeleton active />
      ) : results.isError ? (
        <ErrorState error={results.error} onRetry={() => void results.refetch()} />
      ) : results.data.items.length === 0 ? (
        <EmptyState title={t("mineEmpty")} hint={t("mineEmptyHint")} />
      ) : (
        results.data.items.map((result) => <OwnLine key={result.id} result={result} />)
      )}
    </>
  );
}

function OwnLine({ result }: { result: Result }) {
  const { t } = useTranslation("results");
  const { cadre_code } = useSession();
  const detail = useQuery(resultQuery(result.id));
  const line = detail.data?.lines.find((entry) => entry.subject_code === cadre_code);
  if (detail.isPending) return <Skeleton active />;
  if (!line) return null;
  return (
    <section className={classNames("card row", layout.airyCentred)}>
      <div>
        <div className="muted">{t("total")}</div>
        <Score value={line.total} size="large" />
      </div>
      <p className={styles.sentence}>
        {t("mineSentence", { name: line.name, rank: line.rank, of: line.of, state: t(`states.${result.state}`) })}{" "}
        <TierMark tier={line.tier} />
      </p>
      <Link to={`/results/${result.id}/subjects/${line.subject_code}`}>{t("why")}</Link>
    </section>
  );
}
