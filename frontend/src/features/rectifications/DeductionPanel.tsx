import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Course, Steps } from "./Course";
import { OpenDialog } from "./Dialogs";
import { Due } from "./Due";
import { ofDeductionQuery, rectificationQuery } from "./queries";
import { TONES } from "./tones";
import type { Schema } from "@/api/client";
import { useMay } from "@/auth/session";
import { RecordLink } from "@/ui/RecordLink";
import { CardSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

const ASKED_OF: readonly string[] = ["notified", "objected", "effective"];

/** On the page of a deduction: what must be put right and where that stands, or the way to ask for it. */
export default function DeductionPanel({ deduction }: { deduction: Schema<"DeductionView"> }) {
  const { t } = useTranslation("rectifications");
  const may = useMay();
  const [isOpening, setOpening] = useState(false);
  const found = useQuery(ofDeductionQuery(deduction.id));
  if (found.isPending) return <CardSkeleton rows={2} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const standing = found.data.items.find((row) => row.state !== "withdrawn");
  const withdrawn = found.data.items.filter((row) => row.state === "withdrawn");
  const mayOpen = may("supervision:rectification:manage") && ASKED_OF.includes(deduction.state);
  const days = deduction.rule.rectification_days;
  if (!standing && withdrawn.length === 0 && !mayOpen && days === null) return null;
  return (
    <section className={classNames("card stack", layout.denser)} aria-label={t("panel")}>
      <strong>{t("panel")}</strong>
      {standing && <Standing id={standing.id} />}
      {!standing && <span>{days === null ? t("ruleAsksNothing") : t("ruleAsks", { count: days })}</span>}
      {!standing && mayOpen && (
        <div>
          <Button
            type={days === null ? "default" : "primary"}
            onClick={() => {
              setOpening(true);
            }}
          >
            {t("openIt")}
          </Button>
        </div>
      )}
      {!standing && !mayOpen && days !== null && !ASKED_OF.includes(deduction.state) && (
        <span className="muted">{t("afterNotice")}</span>
      )}
      {withdrawn.map((row) => (
        <span key={row.id} className="muted">
          {t("states.withdrawn")} <RecordLink number={row.number} path={`/rectifications/${row.id}`} />
        </span>
      ))}
      <OpenDialog
        open={isOpening}
        deduction={deduction}
        onClose={() => {
          setOpening(false);
        }}
      />
    </section>
  );
}

function Standing({ id }: { id: string }) {
  const { t } = useTranslation("rectifications");
  const rectification = useQuery(rectificationQuery(id));
  if (rectification.isPending) return <CardSkeleton rows={3} />;
  if (rectification.isError) return <ErrorState error={rectification.error} />;
  const row = rectification.data;
  return (
    <>
      <div className="row">
        <RecordLink number={row.number} path={`/rectifications/${row.id}`} />
        <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />
        <span>
          {t("due")} <Due row={row} />
        </span>
      </div>
      <div>{row.demand}</div>
      <Course row={row} />
      <Steps row={row} />
    </>
  );
}
