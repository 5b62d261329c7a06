import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { reached, sayExclusion } from "./candidates";
import type { Candidate, RoundDetail } from "./queries";
import { showDecimal } from "@/lib/decimals";
import { StateTag } from "@/ui/StateTag";
import { WideTable } from "@/ui/WideTable";

/** Everybody who was ranked far enough, with votes, and why somebody was left out. */
export function Candidates({ round }: { round: RoundDetail }) {
  const { t, i18n } = useTranslation("nominations");
  const votes = (count: number | null, ballots: number | null): string =>
    count === null ? "–" : t("votesOf", { count, ballots: ballots ?? "–" });
  return (
    <WideTable<Candidate>
      label={t("candidate")}
      rowKey={(row) => row.cadre_code}
      dataSource={round.candidates}
      expandable={{
        expandedRowRender: (row) => (
          <>
            <div>{i18n.language === "en" ? row.sentence.en : row.sentence.zh}</div>
            <Link to={`/results/${row.result_id}`}>{t("result", { version: row.result_version })}</Link>
          </>
        ),
      }}
      columns={[
        {
          title: t("candidate"),
          render: (_, row) => (row.is_excluded ? <del>{row.cadre_name}</del> : <strong>{row.cadre_name}</strong>),
        },
        { title: t("unit"), render: (_, row) => `${row.unit_name} ${row.post_name ?? ""}` },
        { title: t("rank"), className: "num", render: (_, row) => t("rankOf", { rank: row.rank, of: row.of_count }) },
        { title: t("total"), className: "num", align: "right", render: (_, row) => showDecimal(row.total) },
        {
          title: t("recommendation"),
          className: "num",
          align: "right",
          render: (_, row) => votes(row.recommendation_votes, round.recommendation_ballots),
        },
        {
          title: t("plenary"),
          className: "num",
          align: "right",
          render: (_, row) => votes(row.plenary_votes, round.plenary_ballots),
        },
        {
          title: t("reached"),
          render: (_, row) => (
            <>
              <StateTag
                label={t(`funnel.${reached(row)}`)}
                tone={row.is_appointed ? "done" : row.is_excluded ? "still" : "open"}
              />
              {row.exclusion_ground && (
                <span className="muted">
                  {t(`grounds.${row.exclusion_ground}`)} {sayExclusion(t, row)}
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
