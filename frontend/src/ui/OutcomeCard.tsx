import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { useMay } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { outcomesOfYearQuery } from "@/lib/outcomes";
import { OutcomeDialog, type Origin } from "@/ui/OutcomeDialog";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Props {
  origin: Origin;
  year: number;
  kinds: readonly Schema<"OutcomeKind">[];
  /** Whom the decision may be carried out for. */
  cadres: readonly { code: string; name: string }[];
  decisionNumber: string | null;
}

/** What has followed from a decision so far, and the way to record more. */
export function OutcomeCard({ origin, year, kinds, cadres, decisionNumber }: Props) {
  const { t } = useTranslation("record");
  const may = useMay();
  const [isOpen, open] = useState(false);
  const mayRead = may("personnel:outcome:read");
  const outcomes = useQuery({ ...outcomesOfYearQuery(year), enabled: mayRead });
  if (!mayRead || !outcomes.data) return null;
  const done = outcomes.data.filter((row) =>
    "proposal_id" in origin
      ? row.proposal_id === origin.proposal_id
      : row.nomination_round_id === origin.nomination_round_id,
  );
  const left = cadres.filter(({ code }) => !done.some((row) => row.cadre_code === code));
  return (
    <section className="card stack" aria-label={t("followed")}>
      <div className={classNames("row", layout.apart)}>
        <strong>{t("followed")}</strong>
        {may("personnel:outcome:import") && left.length > 0 && (
          <Button
            onClick={() => {
              open(true);
            }}
          >
            {t("record")}
          </Button>
        )}
      </div>
      {done.length === 0 && <span className="muted">{t("notFollowed")}</span>}
      {done.map((row) => (
        <div key={row.id}>
          {t("followedBy", {
            name: row.cadre_name,
            kind: t(`kinds.${row.kind}`),
            day: showDate(row.decided_on),
            number: row.decision_number,
          })}
        </div>
      ))}
      <OutcomeDialog
        open={isOpen}
        origin={origin}
        kinds={kinds}
        cadres={left}
        decisionNumber={decisionNumber}
        onClose={() => {
          open(false);
        }}
      />
    </section>
  );
}
