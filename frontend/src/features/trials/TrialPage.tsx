import { useQuery } from "@tanstack/react-query";
import { Button, Select, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { ClassesPicture } from "./ClassesPicture";
import { FactsCard } from "./FactsCard";
import { orderOf, readChosen, takeFacts, writeChosen, type Choice, type Chosen, type Typed } from "./order";
import { downloadTrial, trialQuery, type Group } from "./queries";
import { TrialClass } from "./TrialClass";
import { TrialControls } from "./TrialControls";
import { TrialSummary } from "./TrialSummary";
import { saveBlob } from "@/lib/saving";
import { schemeQuery } from "@/lib/schemes";
import { useUrlState } from "@/lib/urlState";
import { useAct } from "@/lib/useAct";
import { useBegunYears, useYears } from "@/lib/year";
import { PageHeader } from "@/ui/PageHeader";
import { Problem } from "@/ui/Problem";
import { EmptyState, ErrorState } from "@/ui/states";
import { PrintButton } from "@/ui/why/PrintButton";
import "./trials.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./TrialPage.module.css";

/** What if: a scheme on facts of a year or invented ones, beside another. Nothing of it is stored. */
export default function TrialPage() {
  const { t, i18n } = useTranslation(["trials", "schemes"]);
  const { id = "" } = useParams();
  const [address, setAddress] = useSearchParams();
  const [classCode, chooseClass] = useUrlState("class");
  const [typed, setTyped] = useState<Typed>(new Map());
  const known = useYears();
  const begun = useBegunYears();
  const scheme = useQuery(schemeQuery(id));
  const chosen = useMemo(() => readChosen(address), [address]);
  const own = scheme.data?.year ?? 0;
  const years = [...new Set([...known, own, own - 1])].sort((one, other) => other - one);
  const factsYear = chosen.factsYear ?? Math.max(...begun.filter((year) => year <= own), own - 1);
  const order = orderOf(chosen, factsYear, typed);
  const trial = useQuery({ ...trialQuery(id, order), enabled: scheme.isSuccess });
  const download = useAct({
    act: async () => {
      saveBlob(await downloadTrial(id, order), `${scheme.data?.name ?? ""} ${String(factsYear)}.xlsx`);
    },
  });
  if (scheme.isError) return <ErrorState error={scheme.error} onRetry={() => void scheme.refetch()} />;
  if (scheme.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;

  const change = (patch: Partial<Chosen>): void => {
    setAddress((present) => writeChosen(present, { ...readChosen(present), ...patch }), { replace: true });
  };
  const chooseItem = (code: string, choice: Choice): void => {
    const choices = new Map(chosen.choices);
    if (choice.kind === "record") choices.delete(code);
    else choices.set(code, choice);
    change({ choices });
  };
  const nameOf = (group: Group): string => (i18n.language === "en" ? group.name_en : group.name);
  const groups = trial.data?.classes ?? [];
  const group = groups.find((one) => one.class_code === classCode) ?? groups[0];
  return (
    <>
      <PageHeader
        title={t("title", { name: scheme.data.name })}
        trail={[
          { label: t("schemes:title", { year: own }), path: "/schemes" },
          { label: scheme.data.name, path: `/schemes/${id}` },
        ]}
        note={t("note")}
        actions={
          <>
            <PrintButton />
            <Button
              loading={download.isBusy}
              disabled={groups.length === 0}
              onClick={() => {
                download.run();
              }}
            >
              {t("download")}
            </Button>
          </>
        }
      />
      <div className="stack" aria-busy={trial.isFetching}>
        <TrialControls scheme={scheme.data} chosen={chosen} years={years} factsYear={factsYear} onChange={change} />
        <Problem of={download} />
        {trial.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
        {trial.isError && <ErrorState error={trial.error} onRetry={() => void trial.refetch()} />}
        {trial.isFetching && !trial.isPending && (
          <p className={classNames("muted no-print", layout.flush)} role="status">
            {t("running")}
          </p>
        )}
        {trial.data && groups.length === 0 && <EmptyState title={t("nobody")} hint={t("nobodyHint")} />}
        {trial.data && group && (
          <>
            <TrialSummary trial={trial.data} nameOf={nameOf} />
            <FactsCard
              trial={trial.data}
              chosen={chosen}
              typed={typed}
              onChoose={chooseItem}
              onType={(code, values) => {
                setTyped(new Map(typed).set(code, values));
              }}
              onTake={(facts) => {
                const taken = takeFacts(facts, chosen.choices, typed);
                setTyped(taken.typed);
                change({ choices: taken.choices });
              }}
            />
            {groups.length > 1 && (
              <>
                <ClassesPicture groups={groups} chosen={group.class_code} nameOf={nameOf} onChoose={chooseClass} />
                <div className="row no-print">
                  <Select
                    aria-label={t("class")}
                    className={styles.scheme}
                    value={group.class_code}
                    showSearch={{ optionFilterProp: "label" }}
                    onChange={chooseClass}
                    options={groups.map((one) => ({ value: one.class_code, label: nameOf(one) }))}
                  />
                </div>
              </>
            )}
            <TrialClass group={group} title={nameOf(group)} />
          </>
        )}
      </div>
    </>
  );
}
