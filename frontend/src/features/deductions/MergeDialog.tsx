import { useQuery } from "@tanstack/react-query";
import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { Likeness } from "./Likeness";
import { merge, similarQuery, type Deduction } from "./queries";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";
import { EmptyState, ErrorState } from "@/ui/states";
import layout from "@/ui/layout.module.css";
import styles from "./MergeDialog.module.css";

interface Props {
  open: boolean;
  deduction: Deduction;
  /** The record that was pointed at before the dialog opened. */
  into?: string | undefined;
  onTaken?: (() => void) | undefined;
  onClose: () => void;
}

/** Folds a record into another of the same matter; the likeliest stand first. */
export function MergeDialog({ open, deduction, into, onTaken, onClose }: Props) {
  const { t } = useTranslation("deductions");
  const similar = useQuery({ ...similarQuery(deduction.id), enabled: open });
  return (
    <FormDialog<{ into_id: string; reason: string }>
      open={open}
      wide
      title={t("ask", { verb: t("verbs.merge"), number: deduction.number })}
      confirmText={t("verbs.merge")}
      {...(into && { initialValues: { into_id: into } })}
      onSubmit={(values) => merge(deduction.id, values).then(onTaken)}
      touches={["deductions"]}
      onClose={onClose}
    >
      <p className={layout.flush}>{t("effect.merge", { number: deduction.number })}</p>
      {similar.isError && <ErrorState error={similar.error} onRetry={() => void similar.refetch()} />}
      {similar.data?.items.length === 0 && (
        <EmptyState title={t("similar.none", { unit: deduction.unit_name })} hint={t("similar.noneHint")} />
      )}
      {similar.data && similar.data.items.length > 0 && (
        <Form.Item
          name="into_id"
          label={t("similar.choose")}
          rules={[{ required: true, message: t("similar.needed") }]}
        >
          <Radio.Group
            className={styles.choices}
            options={similar.data.items.map((row) => ({ value: row.id, label: <Likeness row={row} /> }))}
          />
        </Form.Item>
      )}
      <ReasonField label={t("reason")} />
    </FormDialog>
  );
}
