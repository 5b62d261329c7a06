import { Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { api, type Schema } from "@/api/client";
import { useSession } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { placeRefusal } from "@/lib/refusals";
import { FormDialog } from "@/ui/FormDialog";
import layout from "@/ui/layout.module.css";

type Entry = Schema<"OutcomeEntry">;

/** The decision that was carried out. */
export type Origin = { proposal_id: string } | { nomination_round_id: string };

interface Props {
  open: boolean;
  origin: Origin;
  /** What may follow from it. */
  kinds: readonly Schema<"OutcomeKind">[];
  cadres: readonly { code: string; name: string }[];
  decisionNumber: string | null;
  onClose: () => void;
}

/** Puts on record that a decision was carried out: one line of the record of outcomes. */
export function OutcomeDialog({ open, origin, kinds, cadres, decisionNumber, onClose }: Props) {
  const { t } = useTranslation(["record", "app"]);
  const today = showDate(useSession().office_now);
  const required = [{ required: true, message: t("app:required") }];
  const only = cadres.length === 1 ? cadres[0] : undefined;
  const submit = (values: Entry) =>
    placeRefusal(api.POST("/api/v1/personnel/outcomes", { body: { ...values, ...origin } }), {
      outcome_does_not_follow: { pointer: "/kind" },
      cadre_not_concerned: { pointer: "/cadre_code" },
    });
  return (
    <FormDialog<Entry>
      open={open}
      title={only ? t("recordOf", { name: only.name }) : t("record")}
      confirmText={t("record")}
      initialValues={{
        kind: kinds[0],
        cadre_code: only?.code ?? null,
        decision_number: decisionNumber ?? "",
        decided_on: today,
      }}
      onSubmit={submit}
      touches={["record", "transfers"]}
      onClose={onClose}
    >
      <p className="dialog-text">{t("recordEffect")}</p>
      <Form.Item name="cadre_code" label={t("cadre")} rules={required}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={cadres.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
      </Form.Item>
      <Form.Item name="kind" label={t("kind")} rules={required}>
        <Radio.Group options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} />
      </Form.Item>
      <Form.Item
        name="decision_number"
        label={t("decisionNumber")}
        rules={[{ required: true, whitespace: true, message: t("app:required") }]}
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="decided_on" label={t("date")} rules={required}>
        <Input type="date" max={today} className={layout.dateField} />
      </Form.Item>
    </FormDialog>
  );
}
