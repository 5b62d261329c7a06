import { App } from "antd";
import { useTranslation } from "react-i18next";
import { doubtsOf } from "./plausibility";
import { confirmValues, type Sheet, type SheetRow } from "./queries";
import type { About } from "./SheetForm";
import { useSayDoubt } from "./useSayDoubt";
import { showShort } from "@/lib/decimals";
import { sayValueName } from "@/lib/valueNames";
import { ReasonDialog } from "@/ui/dialogs";
import { WideTable } from "@/ui/WideTable";
import styles from "./Sheet.module.css";

interface Props {
  open: boolean;
  sheet: Sheet;
  about: About;
  rows: readonly SheetRow[];
  onDone: () => void;
  onClose: () => void;
}

/** Which values are confirmed, beside claim and target, and what follows. */
export function ConfirmDialog({ open, sheet, about, rows, onDone, onClose }: Props) {
  const { t } = useTranslation("values");
  const { message } = App.useApp();
  const sayDoubt = useSayDoubt();
  const figure = (text: string | null | undefined): string => (text ? showShort(text) : "–");
  return (
    <ReasonDialog
      open={open}
      title={t("confirmTitle", { count: rows.length, name: about.name, period: sayValueName(sheet.value_name) })}
      confirmText={t("confirmButton")}
      onConfirm={() => confirmValues(rows.flatMap(({ value }) => (value ? [value.id] : [])))}
      touches={["values"]}
      onDone={() => {
        onDone();
        void message.success(t("confirmDone", { count: rows.length }));
      }}
      onClose={onClose}
    >
      <p>{t("confirmText")}</p>
      <div className={styles.changes}>
        <WideTable<SheetRow>
          label={t("sheet")}
          size="small"
          rowKey="unit_code"
          dataSource={[...rows]}
          columns={[
            { title: t("unit"), dataIndex: "unit_name" },
            {
              title: t("value"),
              className: "num",
              align: "right",
              render: (_, row) => <strong>{figure(row.value?.actual)}</strong>,
            },
            { title: t("claim"), className: "num", align: "right", render: (_, row) => figure(row.claim) },
            { title: t("target"), className: "num", align: "right", render: (_, row) => figure(row.target) },
            {
              title: t("questions"),
              render: (_, row) =>
                row.value ? doubtsOf(row, row.value.actual, about.measure).map(sayDoubt).join("；") || "–" : "–",
            },
          ]}
        />
      </div>
    </ReasonDialog>
  );
}
