import { useQuery } from "@tanstack/react-query";
import { App, Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { outlookQuery, requestReview, resultQuery, whyQuery } from "./queries";
import { useMay, useSession } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDecimal } from "@/lib/decimals";
import { ReasonDialog } from "@/ui/dialogs";
import { Explanation } from "@/ui/Explanation";
import { PageHeader } from "@/ui/PageHeader";
import { ErrorState } from "@/ui/states";
import { Ahead } from "@/ui/why/Ahead";
import { PrintButton } from "@/ui/why/PrintButton";
import { WhyHead } from "@/ui/why/WhyHead";

/** Why this subject has this result; one's own can be challenged while publicity lasts. */
export default function SubjectPage() {
  const { t } = useTranslation(["results", "why"]);
  const { id = "", code = "" } = useParams();
  const may = useMay();
  const session = useSession();
  const { message } = App.useApp();
  const [asks, ask] = useState(false);
  const nameOf = useClassNames();
  const result = useQuery(resultQuery(id));
  const why = useQuery(whyQuery(id, code));
  const outlook = useQuery(outlookQuery(id, code));
  if (why.isPending || result.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  const error = why.error ?? result.error;
  if (error || !why.data || !result.data) return <ErrorState error={error} onRetry={() => void why.refetch()} />;
  const line = result.data.lines.find((entry) => entry.subject_code === code);
  const isOwn = session.cadre_code === code || session.unit?.code === code;
  return (
    <>
      <PageHeader
        title={t(why.data.total === null ? "why:titleNoneOf" : "why:titleOf", {
          name: why.data.name,
          total: why.data.total === null ? "" : showDecimal(why.data.total),
        })}
        number={code}
        trail={[
          { label: t("title", { year: why.data.year }), path: "/results" },
          { label: nameOf(result.data.class_code), path: `/results/${id}` },
        ]}
        actions={
          <>
            <PrintButton />
            {isOwn && may("appraisal:review:request") && result.data.state === "publicity" && (
              <Button
                type="primary"
                onClick={() => {
                  ask(true);
                }}
              >
                {t("askReview")}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        <WhyHead total={why.data.total} rank={why.data.rank} of={why.data.of} tier={line?.tier ?? null} />
        <Explanation explained={why.data} />
        <Ahead outlook={outlook} />
      </div>
      <ReasonDialog
        open={asks}
        title={t("askReviewOf", { name: why.data.name })}
        confirmText={t("askReview")}
        reasonLabel={t("grounds")}
        onConfirm={(grounds) => requestReview(id, code, grounds)}
        onDone={() => message.success(t("reviewAsked"))}
        onClose={() => {
          ask(false);
        }}
      />
    </>
  );
}
