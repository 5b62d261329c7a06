import { App, Checkbox, Form } from "antd";
import { useTranslation } from "react-i18next";
import { doubtsOf } from "./plausibility";
import { enterValues, type Sheet, type SheetRow } from "./queries";
import type { About } from "./SheetForm";
import { cellOf, type Typed } from "./sheet";
import { useSayDoubt } from "./useSayDoubt";
import { showShort } from "@/lib/decimals";
import { sayValueName } from "@/lib/valueNames";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";
import { WideTable } from "@/ui/WideTable";
import styles from "./Sheet.module.css";

interface Props {
  open: boolean;
  sheet: Sheet;
  about: About;
  rows: readonly SheetRow[];
  typed: Typed;
  onDone: () => void;
  onClose: () => void;
}

interface Values {
  reason?: string;
}

/** Whose value becomes what, what looks odd about it, and why a confirmed one is changed: before it is sent. */
export function EnterDialog({ open, sheet, about, rows, typed, onDone, onClose }: Props) {
  const { t } = useTranslation(["values", "app"]);
  const { message } = App.useApp();
  const sayDoubt = useSayDoubt();
  const doubts = new Map(rows.map((row) => [row.unit_code, doubtsOf(row, cellOf(row, typed), about.measure)]));
  const doubtCount = [...doubts.values()].reduce((sum, found) => sum + found.length, 0);
  const again = rows.filter((row) => row.confirmed !== null).length;
  const submit = ({ reason }: Values) =>
    enterValues(
      sheet,
      rows.map((row) => ({
        unit_code: row.unit_code,
        indicator_code: sheet.indicator_code,
        actual: cellOf(row, typed),
        note: row.value?.note ?? "",
        reason: row.confirmed === null ? null : (reason ?? null),
      })),
    );
  return (
    <FormDialog<Values>
      open={open}
      wide
      title={t("saveTitle", { count: rows.length, name: about.name, period: sayValueName(sheet.value_name) })}
      confirmText={t("app:save")}
      onSubmit={submit}
      touches={["values"]}
      onDone={() => {
        onDone();
        void message.success(t("saved", { count: rows.length }));
      }}
      onClose={onClose}
    >
      <p>{t("saveText")}</p>
      <div className={styles.changes}>
        <WideTable<SheetRow>
          label={t("sheet")}
          size="small"
          rowKey="unit_code"
          dataSource={[...rows]}
          columns={[
            { title: t("unit"), dataIndex: "unit_name" },
            {
              title: t("was"),
              className: "num",
              align: "right",
              render: (_, row) => showShort(row.value?.actual ?? "–"),
            },
            {
              title: t("becomes"),
              className: "num",
              align: "right",
              render: (_, row) => <strong>{showShort(cellOf(row, typed))}</strong>,
            },
            {
              title: t("questions"),
              render: (_, row) => (doubts.get(row.unit_code) ?? []).map(sayDoubt).join("；") || "–",
            },
          ]}
        />
      </div>
      {doubtCount > 0 && (
        <Form.Item
          name="checked"
          valuePropName="checked"
          rules={[
            { validator: (_, value) => (value ? Promise.resolve() : Promise.reject(new Error(t("checkNeeded")))) },
          ]}
        >
          <Checkbox>{t("checked", { count: doubtCount })}</Checkbox>
        </Form.Item>
      )}
      {again > 0 && <ReasonField label={t("reasonFor", { count: again })} />}
    </FormDialog>
  );
}
