import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BeginDialog } from "./BeginDialog";
import { IssueDialog } from "./IssueDialog";
import { everyRulesQuery, type LinkageRules } from "./queries";
import { RulesDialog } from "./RulesDialog";
import { useMay } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { useYear } from "@/lib/year";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";
import { StateTag } from "@/ui/StateTag";
import styles from "./LinkagePage.module.css";

type Step = "begin" | "change" | "issue";

/** How the year's results are used, article by article, from the first draft to the issued document. */
export default function LinkagePage() {
  const { t } = useTranslation("linkage");
  const [year] = useYear();
  const mayManage = useMay()("personnel:rule:manage");
  const [step, choose] = useState<Step | null>(null);
  const every = useQuery(everyRulesQuery);
  if (every.isPending) return <PageSkeleton />;
  if (every.isError) return <ErrorState error={every.error} onRetry={() => void every.refetch()} />;
  const rules = every.data.items.find((row) => row.year === year);
  const earlier = every.data.items.filter((row) => row.year < year).sort((a, b) => b.year - a.year)[0];
  const close = (): void => {
    choose(null);
  };
  const begin = mayManage && (
    <NewButton
      label={t("begin")}
      onOpen={() => {
        choose("begin");
      }}
    />
  );
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={rules ? <Standing rules={rules} /> : t("note")}
        actions={rules && <Steps rules={rules} onChoose={choose} />}
      />
      {rules ? (
        <Articles rules={rules} mayManage={mayManage} />
      ) : (
        <EmptyState
          title={t("empty", { year })}
          hint={t(mayManage ? "emptyHint" : "emptyHintOthers")}
          {...(begin && { action: begin })}
        />
      )}
      <BeginDialog open={step === "begin"} year={year} earlier={earlier} onClose={close} />
      {rules && <RulesDialog open={step === "change"} rules={rules} onClose={close} />}
      {rules && <IssueDialog open={step === "issue"} rules={rules} onClose={close} />}
    </>
  );
}

function Standing({ rules }: { rules: LinkageRules }) {
  const { t } = useTranslation("linkage");
  const isIssued = rules.state === "issued";
  return (
    <>
      <StateTag label={t(`states.${rules.state}`)} tone={isIssued ? "done" : "open"} />
      {isIssued
        ? t("issuedNote", {
            number: rules.decision_number,
            time: showTime(rules.issued_at),
            name: rules.issued_by_name,
          })
        : t("draftNote")}
    </>
  );
}

function Steps({ rules, onChoose }: { rules: LinkageRules; onChoose: (step: Step) => void }) {
  const { t } = useTranslation("linkage");
  const mayDo = (name: string): boolean => rules.actions.some((action) => action.name === name && action.allowed);
  return (
    <>
      {mayDo("write") && (
        <Button
          onClick={() => {
            onChoose("change");
          }}
        >
          {t("change")}
        </Button>
      )}
      {mayDo("issue") && (
        <Button
          type="primary"
          onClick={() => {
            onChoose("issue");
          }}
        >
          {t("issue")}
        </Button>
      )}
    </>
  );
}

/** Each article as it is read out and cited, with where it comes from. */
function Articles({ rules, mayManage }: { rules: LinkageRules; mayManage: boolean }) {
  const { t, i18n } = useTranslation("linkage");
  const english = i18n.language === "en";
  const title = english ? rules.title.en : rules.title.zh;
  const refusal = mayManage && rules.actions.find((action) => action.name === "write" && !action.allowed)?.reason;
  return (
    <section className="card" aria-label={t("articles")}>
      <ol className={styles.articles}>
        {rules.articles.map((article) => (
          <li key={article.code} className={styles.article}>
            <strong>{t(`parts.${article.code as "bonus"}`, { number: article.number })}</strong>
            <p className={styles.sentence}>{english ? article.en : article.zh}</p>
            <span className="muted">
              {rules.decision_number
                ? t("source", { title, number: article.number, document: rules.decision_number })
                : t("sourceDraft", { title, number: article.number })}
            </span>
          </li>
        ))}
      </ol>
      {refusal && <p className="muted">{refusal}</p>}
    </section>
  );
}
