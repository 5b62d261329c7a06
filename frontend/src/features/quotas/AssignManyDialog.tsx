import { App, Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { assignTransfers, useTownshipOptions, type Transfer } from "./queries";
import { FormDialog } from "@/ui/FormDialog";
import { ReasonField } from "@/ui/ReasonField";

interface Props {
  open: boolean;
  transfers: readonly Transfer[];
  /** Those that the server refused stay chosen. */
  onLeft: (left: Transfer[]) => void;
  onClose: () => void;
}

interface Values {
  to: Record<string, string>;
  reason: string;
}

/** Where each of several transfers leads, with one reason. */
export function AssignManyDialog({ open, transfers, onLeft, onClose }: Props) {
  const { t } = useTranslation(["quotas", "app"]);
  const { message } = App.useApp();
  const townships = useTownshipOptions();
  const assign = async ({ to, reason }: Values): Promise<void> => {
    const rows = transfers.map(({ id }) => ({ transfer_id: id, to_unit_code: to[id] ?? "", reason }));
    const { items, written } = await assignTransfers(rows);
    const refused = items.filter((row) => row.status === "refused");
    const why = refused
      .map((row) => `${transfers[row.index]?.number ?? ""} ${row.errors[0]?.message ?? ""}`)
      .join(t("app:listSeparator"));
    if (written === 0 && why) throw new Error(why);
    onLeft(refused.flatMap((row) => transfers[row.index] ?? []));
    if (refused.length === 0) void message.success(t("assigned", { count: written }));
    else void message.warning(t("assignedPartly", { count: written, refused: refused.length, why }), 8);
  };
  return (
    <FormDialog<Values>
      open={open}
      wide
      title={t("assignMany", { count: transfers.length })}
      confirmText={t("assign")}
      onSubmit={assign}
      touches={["transfers"]}
      onClose={onClose}
    >
      <p className="dialog-text">{t("assignEffect", { count: transfers.length })}</p>
      <div className="fields">
        {transfers.map((row) => (
          <Form.Item
            key={row.id}
            name={["to", row.id]}
            label={t("toOf", { name: row.cadre_name, unit: row.from_unit_name })}
            rules={[{ required: true, message: t("app:required") }]}
          >
            <Select
              showSearch={{ optionFilterProp: "label" }}
              options={townships.filter((unit) => unit.value !== row.from_unit_code)}
            />
          </Form.Item>
        ))}
      </div>
      <ReasonField label={t("reason")} />
    </FormDialog>
  );
}
