import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { schemeQuery, trialQuery } from "./queries";
import { TrialClass } from "./TrialClass";
import { PageHeader } from "@/ui/PageHeader";
import { EmptyState, ErrorState } from "@/ui/states";

/** What if: the scheme on the facts of a year beside the one that counts. Nothing of it is stored. */
export default function TrialPage() {
  const { t } = useTranslation("schemes");
  const { id = "" } = useParams();
  const [year, choose] = useState<number | null>(null);
  const scheme = useQuery(schemeQuery(id));
  const factsYear = year ?? scheme.data?.year;
  const trial = useQuery({ ...trialQuery(id, factsYear ?? 0), enabled: factsYear !== undefined });
  if (scheme.isError) return <ErrorState error={scheme.error} onRetry={() => void scheme.refetch()} />;
  if (scheme.isPending || factsYear === undefined) return <Skeleton active paragraph={{ rows: 12 }} />;
  const years = [scheme.data.year, scheme.data.year - 1, scheme.data.year - 2];
  return (
    <>
      <PageHeader
        title={t("trial.title")}
        number={t("trial.facts", { year: factsYear })}
        trail={[
          { label: t("title", { year: scheme.data.year }), path: "/schemes" },
          { label: scheme.data.name, path: `/schemes/${id}` },
        ]}
        note={t("trial.note")}
        actions={
          <Select
            aria-label={t("trial.factsOf")}
            value={factsYear}
            onChange={choose}
            options={years.map((value) => ({ value, label: t("trial.facts", { year: value }) }))}
          />
        }
      />
      {trial.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {trial.isError && <ErrorState error={trial.error} onRetry={() => void trial.refetch()} />}
      {trial.data?.classes.length === 0 && <EmptyState title={t("trial.nobody")} hint={t("trial.nobodyHint")} />}
      {trial.data && trial.data.classes.length > 0 && (
        <p>
          {trial.data.against.length > 0
            ? t("trial.against", { names: trial.data.against.join(t("trial.separator")) })
            : t("trial.alone")}
        </p>
      )}
      {trial.data?.classes.map((group) => (
        <TrialClass key={group.class_code} group={group} />
      ))}
    </>
  );
}
