import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Circumstances } from "./Circumstances";
import { Facts } from "./Facts";
import { PlaceOfIt } from "./PlaceOfIt";
import { PicturesCard } from "./pictures/PicturesCard";
import { PublicText } from "./PublicText";
import { Stations } from "./Stations";
import { StepDialogs } from "./StepDialogs";
import { UnitHistory } from "./UnitHistory";
import { deductionQuery, VERBS, type Verb } from "./queries";
import { toneOfState } from "./tones";
import { useBrought } from "@/app/feature";
import { actionsOf } from "@/lib/actions";
import { useMay } from "@/auth/session";
import { EvidenceStrip } from "@/ui/evidence/EvidenceStrip";
import { PageHeader } from "@/ui/PageHeader";
import { CardSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import layout from "@/ui/layout.module.css";

const OFFERED: readonly Verb[] = [
  "confirm",
  "return",
  "merge",
  "notify",
  "object",
  "judge",
  "publish",
  "correct",
  "revoke",
];

/** A deduction: photo first, rule and points, place, its stations, and what this reader may do now. */
export default function DeductionPage() {
  const { t, i18n } = useTranslation("deductions");
  const { id = "" } = useParams();
  const may = useMay();
  const panels = useBrought("deductionPanels");
  const [verb, choose] = useState<Verb | null>(null);
  const deduction = useQuery(deductionQuery(id));
  if (deduction.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (deduction.isError) return <ErrorState error={deduction.error} onRetry={() => void deduction.refetch()} />;
  const row = deduction.data;
  return (
    <>
      <PageHeader
        title={i18n.language === "en" ? row.rule_title_en : row.rule_title}
        number={row.number}
        trail={[{ label: t("title"), path: "/deductions" }]}
        note={<StateTag label={t(`states.${row.state}`)} tone={toneOfState(row.state)} />}
        actions={actionsOf(VERBS, row.actions)
          .filter((action) => OFFERED.includes(action.name) && action.allowed)
          .map((action, index) => (
            <Button
              key={action.name}
              type={index === 0 ? "primary" : "default"}
              danger={action.name === "revoke"}
              onClick={() => {
                choose(action.name);
              }}
            >
              {t(`verbs.${action.name}`)}
            </Button>
          ))}
      />
      <div className="deduction-columns">
        <div className="stack">
          <EvidenceStrip of={{ kind: "deduction", id: row.id }} lead />
          <Facts row={row} />
          <PlaceOfIt row={row} />
          <PublicText row={row} />
        </div>
        <div className="stack">
          <Stations row={row} offered={OFFERED} />
          {panels
            .filter((panel) => may(panel.permission))
            .map(({ key, Panel }) => (
              <Suspense key={key} fallback={<CardSkeleton rows={3} />}>
                <Panel deduction={row} />
              </Suspense>
            ))}
          <Circumstances row={row} />
          <UnitHistory row={row} />
        </div>
      </div>
      <div className={layout.roomAbove}>
        <PicturesCard row={row} />
      </div>
      <StepDialogs
        row={row}
        verb={verb}
        onClose={() => {
          choose(null);
        }}
      />
    </>
  );
}
