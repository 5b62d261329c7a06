import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNameKind } from "./kinds";
import { claimBonus } from "./queries";
import type { Session } from "@/auth/session";
import { placeRefusal } from "@/lib/refusals";
import { bonusKindsOf, schemeOfClass, useIssuedSchemes } from "@/lib/schemes";
import { useUnits } from "@/lib/units";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";
import layout from "@/ui/layout.module.css";

interface Values {
  kind: string;
  matter: string;
  points: string;
  evidence: string;
}

interface Props {
  year: number;
  unit: NonNullable<Session["unit"]>;
  open: boolean;
  onClose: () => void;
}

/** A matter of one's own unit, claimed once, with its points and what proves it. */
export function ClaimDialog({ year, unit, open, onClose }: Props) {
  const { t } = useTranslation(["bonuses", "app"]);
  const nameKind = useNameKind();
  const schemes = useIssuedSchemes(year, open);
  const classCode = useUnits()?.find((row) => row.code === unit.code)?.classCode;
  const scheme = schemeOfClass(schemes, classCode);
  const kinds = scheme ? bonusKindsOf(scheme) : [];
  const required = { required: true, whitespace: true, message: t("app:required") };
  return (
    <FormDialog<Values>
      open={open}
      title={t("claimTitle", { unit: unit.name, year })}
      confirmText={t("claim")}
      onSubmit={({ points, ...values }) =>
        placeRefusal(claimBonus({ year, unit_code: unit.code, points: points.trim(), ...values }), {
          already_there: { pointer: "/matter", message: t("claimedAlready") },
          unknown_bonus_kind: { pointer: "/kind" },
        })
      }
      touches={["bonuses"]}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t("kind")} rules={[required]} extra={scheme?.name}>
        <Select
          options={kinds.map((value) => ({ value, label: nameKind(value) }))}
          notFoundContent={t("noKind", { year })}
        />
      </Form.Item>
      <Form.Item name="matter" label={t("matter")} rules={[required]} extra={t("matterHint")}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="points"
        label={t("claimedPoints")}
        rules={[{ required: true, pattern: /^\s*\d+(\.\d{1,4})?\s*$/, message: t("pointsNeeded") }]}
      >
        <Input inputMode="decimal" className={layout.numberField} suffix={t("pointsUnit")} />
      </Form.Item>
      <ReasonField label={t("evidence")} name="evidence" hint={t("evidenceHint")} />
    </FormDialog>
  );
}
