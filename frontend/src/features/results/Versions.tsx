import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { versionsQuery, type Version } from "./queries";
import { useSession } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { showDecimal } from "@/lib/decimals";
import { ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";
import "./versions.css";
import { wordOf } from "@/i18n/words";

type Change = Version["changes"][number];
type Line = Change["after"];

const READS_BUNDLES: readonly string[] = ["auditor", "monitor"];

/** Every sealed version, the newest first: why it was made, what it changed, and the file to check it with. */
export function Versions({ resultId }: { resultId: string }) {
  const { t } = useTranslation("results");
  const versions = useQuery(versionsQuery(resultId));
  if (versions.isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (versions.isError) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />;
  if (versions.data.length === 0) return null;
  return (
    <section aria-labelledby="versions" className="versions">
      <h2 id="versions">{t("versions.title")}</h2>
      <p className="muted">
        {t("versions.how")} <a href="/seals/">{t("versions.page")}</a>
      </p>
      <ol reversed>
        {[...versions.data].reverse().map((version) => (
          <li key={version.id}>
            <OneVersion version={version} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function OneVersion({ version }: { version: Version }) {
  const { t } = useTranslation("results");
  const session = useSession();
  const bundle = `/api/v1/appraisal/results/${version.result_id}/bundle?edition=${String(version.edition)}`;
  const readsBundle = session.roles.some((role) => READS_BUNDLES.includes(role));
  return (
    <>
      <h3>{t("versions.one", { edition: version.edition, date: showDate(version.published_on) })}</h3>
      <p>{t("versions.reason", { reason: version.reason })}</p>
      {version.changes.length > 0 && <Changes changes={version.changes} />}
      {version.previous !== null && version.changes.length === 0 && <p className="muted">{t("versions.same")}</p>}
      <dl className="num">
        <dt>{t("versions.digest")}</dt>
        <dd>{version.digest}</dd>
        <dt>{t("versions.fingerprint")}</dt>
        <dd>{version.fingerprint}</dd>
      </dl>
      <p className="versions-files">
        {readsBundle && (
          <a href={bundle} download>
            {t("versions.bundle")}
          </a>
        )}
        {version.has_public_file && (
          <a href={`/api/v1/appraisal/seals/${version.id}/public-file`} download>
            {t("versions.publicFile")}
          </a>
        )}
      </p>
    </>
  );
}

function Changes({ changes }: { changes: Change[] }) {
  const { t } = useTranslation(["results", "app"]);
  const say = (line: Line) =>
    line
      ? t("versions.line", {
          total: showDecimal(line.total),
          rank: line.rank ?? "–",
          of: line.of,
          tier: line.tier ? wordOf("app:tiers", line.tier) : "–",
        })
      : t("versions.notListed");
  return (
    <WideTable<Change>
      label={t("versions.changed")}
      size="small"
      rowKey="subject_code"
      dataSource={changes}
      columns={[
        { title: t("name"), dataIndex: "name" },
        { title: t("versions.before"), render: (_, change) => say(change.before) },
        { title: t("versions.after"), render: (_, change) => say(change.after) },
      ]}
    />
  );
}
