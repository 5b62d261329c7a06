import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Circumstances } from "../Circumstances";
import { Facts } from "../Facts";
import { PlaceOfIt } from "../PlaceOfIt";
import { deductionQuery, type Deduction } from "../queries";
import { SimilarCases } from "../SimilarCases";
import { NotNow, Stations } from "../Stations";
import { UnitHistory } from "../UnitHistory";
import { KEYS, type QueueVerb } from "./shortcuts";
import { useBrought } from "@/app/feature";
import { useMay } from "@/auth/session";
import { EvidenceStrip } from "@/ui/evidence/EvidenceStrip";
import { CardSkeleton, PageSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";

const STEPS = Object.keys(KEYS) as QueueVerb[];

export function mayStep(row: Deduction, verb: QueueVerb): boolean {
  return row.actions.some((action) => action.name === verb && action.allowed);
}

interface Props {
  id: string;
  keysOn: boolean;
  onStep: (row: Deduction, verb: QueueVerb, into?: string) => void;
}

/** One case with all that a decision needs: photo, rule, place, the unit's year, what is like it, and the steps. */
export function QueueCase({ id, keysOn, onStep }: Props) {
  const { t, i18n } = useTranslation("deductions");
  const may = useMay();
  const panels = useBrought("deductionPanels");
  const deduction = useQuery(deductionQuery(id));
  if (deduction.isPending) return <PageSkeleton />;
  if (deduction.isError) return <ErrorState error={deduction.error} onRetry={() => void deduction.refetch()} />;
  const row = deduction.data;
  const open = STEPS.filter((verb) => mayStep(row, verb));
  const mayMerge = mayStep(row, "merge");
  return (
    <article className="stack" aria-label={row.number}>
      <header className="queue-head">
        <h2>
          {i18n.language === "en" ? row.rule_title_en : row.rule_title}{" "}
          <Link to={`/deductions/${row.id}`} className="num queue-number">
            {row.number}
          </Link>
        </h2>
        <div className="row queue-steps">
          {open.map((verb, index) => (
            <Button
              key={verb}
              type={index === 0 ? "primary" : "default"}
              aria-keyshortcuts={keysOn ? KEYS[verb] : undefined}
              onClick={() => {
                onStep(row, verb);
              }}
            >
              {t(`verbs.${verb}`)}
              {keysOn && <kbd aria-hidden="true">{KEYS[verb]}</kbd>}
            </Button>
          ))}
        </div>
        <NotNow row={row} offered={STEPS} />
      </header>
      <div className="queue-columns">
        <div className="stack">
          <EvidenceStrip key={row.id} of={{ kind: "deduction", id: row.id }} lead />
          <div className="queue-place">
            <PlaceOfIt row={row} />
          </div>
        </div>
        <div className="stack">
          <div className="queue-facts">
            <Facts row={row} />
          </div>
          <Circumstances row={row} />
          {may("supervision:deduction:confirm") && (
            <SimilarCases
              row={row}
              onMerge={
                mayMerge
                  ? (into) => {
                      onStep(row, "merge", into);
                    }
                  : null
              }
            />
          )}
          <UnitHistory row={row} />
          {panels
            .filter((panel) => may(panel.permission))
            .map(({ key, Panel }) => (
              <Suspense key={key} fallback={<CardSkeleton rows={3} />}>
                <Panel deduction={row} />
              </Suspense>
            ))}
          <Stations row={row} offered={[]} />
        </div>
      </div>
    </article>
  );
}
