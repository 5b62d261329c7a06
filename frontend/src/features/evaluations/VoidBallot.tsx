import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { decideBallot, type Ballot } from "./queries";
import type { Schema } from "@/api/client";
import { useMay } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";
import { EmptyState } from "@/ui/states";

/** In the place of the counts while a restored round is void: why nothing can be entered, and the committee's act. */
export function VoidBallot({ round, classes }: { round: Ballot; classes: string }) {
  const { t } = useTranslation(["evaluations", "app"]);
  const mayDecide = useMay()("appraisal:ballot:decide");
  const [isAsked, ask] = useState(false);
  return (
    <section className="card">
      <EmptyState
        title={t("void.title", { at: showDate(round.voided_at) })}
        hint={t("void.hint")}
        action={
          mayDecide && (
            <Button
              type="primary"
              onClick={() => {
                ask(true);
              }}
            >
              {t("void.decide")}
            </Button>
          )
        }
      />
      <FormDialog<Schema<"BallotDecision">>
        open={isAsked}
        title={t("void.decideOf", { classes })}
        confirmText={t("void.decide")}
        onSubmit={(values) => decideBallot(round.id, values)}
        touches={["evaluations"]}
        onClose={() => {
          ask(false);
        }}
      >
        <Form.Item name="ruling" label={t("void.ruling")} rules={[{ required: true, message: t("app:required") }]}>
          <Radio.Group
            options={(["go_on", "hold_again"] as const).map((value) => ({ value, label: t(`void.rulings.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="document_number"
          label={t("void.documentNumber")}
          rules={[{ required: true, whitespace: true, message: t("app:required") }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <ReasonField label={t("void.reason")} />
      </FormDialog>
    </section>
  );
}

/** What the committee decided of a round that was void once. */
export function BallotRuling({ round }: { round: Ballot }) {
  const { t } = useTranslation("evaluations");
  if (round.ruling === null || round.state === "void") return null;
  return (
    <p className="muted">
      {t(`void.decided.${round.ruling}`, {
        number: round.document_number,
        at: showDate(round.decided_at),
        name: round.decider_name,
        reason: round.reason,
      })}
    </p>
  );
}
