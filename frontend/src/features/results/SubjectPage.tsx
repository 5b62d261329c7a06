import { useQuery } from "@tanstack/react-query";
import { App, Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { requestReview, resultQuery, whyQuery } from "./queries";
import { useMay, useSession } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { ReasonDialog } from "@/ui/dialogs";
import { Explanation } from "@/ui/Explanation";
import { PageHeader } from "@/ui/PageHeader";
import { Score } from "@/ui/Score";
import { TierMark } from "@/ui/TierMark";
import { ErrorState } from "@/ui/states";

/** Why this subject has this result; one's own can be challenged while publicity lasts. */
export default function SubjectPage() {
  const { t } = useTranslation("results");
  const { id = "", code = "" } = useParams();
  const may = useMay();
  const session = useSession();
  const { message } = App.useApp();
  const [asks, ask] = useState(false);
  const nameOf = useClassNames();
  const result = useQuery(resultQuery(id));
  const why = useQuery(whyQuery(id, code));
  if (why.isPending || result.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  const error = why.error ?? result.error;
  if (error || !why.data || !result.data) return <ErrorState error={error} onRetry={() => void why.refetch()} />;
  const line = result.data.lines.find((entry) => entry.subject_code === code);
  const isOwn = session.cadre_code === code || session.unit?.code === code;
  return (
    <>
      <PageHeader
        title={why.data.name}
        number={code}
        trail={[
          { label: t("title", { year: why.data.year }), path: "/results" },
          { label: nameOf(result.data.class_code), path: `/results/${id}` },
        ]}
        actions={
          isOwn &&
          may("appraisal:review:request") &&
          result.data.state === "publicity" && (
            <Button
              type="primary"
              onClick={() => {
                ask(true);
              }}
            >
              {t("askReview")}
            </Button>
          )
        }
      />
      <div className="stack">
        <section className="card row" style={{ gap: 40 }}>
          <div>
            <div className="muted">{t("total")}</div>
            <Score value={why.data.total} size="large" />
          </div>
          <div>
            <div className="muted">{t("rank")}</div>
            <span className="num" style={{ fontSize: "2rem", fontWeight: 600, lineHeight: 1.2 }}>
              {why.data.rank ?? "–"}
              <span
                className="muted"
                style={{ fontSize: "1rem", fontWeight: 400 }}
              >{` / ${String(why.data.of ?? "")}`}</span>
            </span>
          </div>
          <div>
            <div className="muted">{t("tier")}</div>
            <TierMark tier={line?.tier ?? null} />
          </div>
        </section>
        <Explanation explained={why.data} />
      </div>
      <ReasonDialog
        open={asks}
        title={t("askReviewOf", { name: why.data.name })}
        confirmText={t("askReview")}
        reasonLabel={t("grounds")}
        onConfirm={(grounds) => requestReview(id, code, grounds).then(() => message.success(t("reviewAsked")))}
        onClose={() => {
          ask(false);
        }}
      />
    </>
  );
}
