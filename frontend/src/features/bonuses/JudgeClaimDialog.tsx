import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { useNameKind } from "./kinds";
import { judgeClaim, type Claim } from "./queries";
import { compare, showShort } from "@/lib/decimals";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";
import layout from "@/ui/layout.module.css";

interface Values {
  outcome: "verified" | "refused";
  points?: string;
  reason: string;
}

interface Props {
  claim: Claim | null;
  unit: string;
  onClose: () => void;
}

const NUMBER = /^\s*\d+(\.\d{1,4})?\s*$/;

/** Granted as claimed or with fewer points, or refused; always with a reason. */
export function JudgeClaimDialog({ claim, unit, onClose }: Props) {
  const { t } = useTranslation("bonuses");
  const nameKind = useNameKind();
  return (
    <FormDialog<Values>
      open={claim !== null}
      title={t("judgeTitle", { unit })}
      confirmText={t("judge")}
      initialValues={{ points: showShort(claim?.points ?? "") }}
      onSubmit={({ outcome, points, reason }) =>
        judgeClaim(claim?.id ?? "", {
          outcome,
          reason,
          ...(outcome === "verified" && points && { points: points.trim() }),
        })
      }
      touches={["bonuses"]}
      onClose={onClose}
    >
      <blockquote className="dialog-sentence">
        {claim &&
          t("claimSentence", { matter: claim.matter, kind: nameKind(claim.kind), points: showShort(claim.points) })}
        <div>{claim?.evidence}</div>
        <div className="muted">{t("claimedBy", { name: claim?.claimant_name })}</div>
      </blockquote>
      <Fields most={claim?.points ?? "0"} />
    </FormDialog>
  );
}

function Fields({ most }: { most: string }) {
  const { t } = useTranslation(["bonuses", "app"]);
  const outcome = Form.useWatch<Values["outcome"] | undefined>("outcome");
  const check = (_: unknown, typed: string | undefined): Promise<void> => {
    if (!typed || !NUMBER.test(typed)) return Promise.reject(new Error(t("pointsNeeded")));
    if (compare(typed.trim(), most) > 0) return Promise.reject(new Error(t("noMore", { most: showShort(most) })));
    return Promise.resolve();
  };
  return (
    <>
      <Form.Item name="outcome" label={t("outcome")} rules={[{ required: true, message: t("app:required") }]}>
        <Radio.Group
          options={(["verified", "refused"] as const).map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        />
      </Form.Item>
      {outcome === "verified" && (
        <Form.Item name="points" label={t("grantedPoints")} rules={[{ validator: check }]} extra={t("fewerHint")}>
          <Input inputMode="decimal" className={layout.numberField} suffix={t("pointsUnit")} />
        </Form.Item>
      )}
      <ReasonField label={t("reason")} />
    </>
  );
}
