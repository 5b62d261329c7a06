import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { DecideReviewDialog } from "./DecideReviewDialog";
import { reviewQuery, TONES } from "./queries";
import type { Schema } from "@/api/client";
import { useMay } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import { PageHeader } from "@/ui/PageHeader";
import { Score } from "@/ui/Score";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { TierMark } from "@/ui/TierMark";

type Detail = Schema<"ReviewDetail">;

export default function ReviewPage() {
  const { id = "" } = useParams();
  const review = useQuery(reviewQuery(id));
  if (review.isPending) return <PageSkeleton />;
  if (review.isError) return <ErrorState error={review.error} onRetry={() => void review.refetch()} />;
  return <Content review={review.data} />;
}

/** What is challenged and why, what stands now, and the committee's decision. */
function Content({ review }: { review: Detail }) {
  const { t } = useTranslation("reviews");
  const may = useMay();
  const nameOf = useClassNames();
  const [isDeciding, setDeciding] = useState(false);
  const decide = review.actions.find((action) => action.name === "decide");
  const isOpen = review.state === "requested";
  return (
    <>
      <PageHeader
        title={t("of", { name: review.subject_name })}
        trail={[{ label: t("title", { year: review.year }), path: `/reviews?year=${String(review.year)}` }]}
        note={
          <>
            <StateTag label={t(`states.${review.state}`)} tone={TONES[review.state]} /> {nameOf(review.class_code)}
          </>
        }
        actions={
          decide?.allowed && (
            <Button
              type="primary"
              onClick={() => {
                setDeciding(true);
              }}
            >
              {t("decide")}
            </Button>
          )
        }
      />
      <div className="stack">
        <section className="card stack" aria-label={t("grounds")}>
          <strong>{t("grounds")}</strong>
          <p className={classNames(layout.flush, layout.wraps)}>{review.grounds}</p>
          <div className="muted">{t("by", { name: review.requester_name })}</div>
        </section>
        <Stands review={review} />
        {!isOpen && <Decision review={review} />}
        {isOpen && decide && !decide.allowed && (
          <p className="muted">{may("appraisal:review:decide") ? decide.reason : t("awaited")}</p>
        )}
      </div>
      <DecideReviewDialog
        review={review}
        open={isDeciding}
        onClose={() => {
          setDeciding(false);
        }}
      />
    </>
  );
}

function Stands({ review }: { review: Detail }) {
  const { t } = useTranslation("reviews");
  const { line } = review;
  return (
    <section className="card stack" aria-label={t("stands")}>
      <strong>{t("stands")}</strong>
      {line ? (
        <div className={classNames("row", layout.centred)}>
          <Score value={line.total} size="large" unit />
          {line.rank !== null && <span className="num">{t("line", { rank: line.rank, of: line.of })}</span>}
          <TierMark tier={line.tier} />
        </div>
      ) : (
        <span className="muted">{t("noLine")}</span>
      )}
      <div className="muted num">
        {t("edition", { edition: review.edition })}
        {review.publicity_until && ` · ${t("until", { until: showDate(review.publicity_until) })}`}
      </div>
      <div className="row">
        {line && <Link to={`/results/${review.result_id}/subjects/${review.subject_code}`}>{t("why")}</Link>}
        <Link to={`/results/${review.result_id}`}>{t("result")}</Link>
      </div>
    </section>
  );
}

function Decision({ review }: { review: Detail }) {
  const { t } = useTranslation("reviews");
  const isCarriedOut = review.carried_out_in !== null;
  return (
    <section className="card stack" aria-label={t("decision")}>
      <strong>
        {t("decision")} · {t(`outcomes.${review.state === "changed" ? "changed" : "upheld"}`)}
      </strong>
      <p className={classNames(layout.flush, layout.wraps)}>{review.reason}</p>
      <div className="muted">{review.decider_name}</div>
      <p className={layout.flush}>
        {isCarriedOut
          ? t("carriedOut", { edition: review.carried_out_in })
          : t(`next.${review.state === "changed" ? "changed" : "upheld"}`)}
      </p>
    </section>
  );
}
