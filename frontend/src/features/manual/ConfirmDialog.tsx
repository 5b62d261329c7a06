import { useTranslation } from "react-i18next";
import type { ManualItem, ManualLine } from "./queries";
import { valueOf, type Typed } from "./sheet";
import type { Saving } from "./useSaving";
import { showShort } from "@/lib/decimals";
import { Dialog } from "@/ui/Dialog";
import { WideTable } from "@/ui/WideTable";

interface Props {
  item: ManualItem;
  lines: readonly ManualLine[];
  typed: Typed;
  saving: Saving;
}

/** Whose entry becomes what, before it does. */
export function ConfirmDialog({ item, lines, typed, saving }: Props) {
  const { t } = useTranslation(["manual", "app"]);
  const say = (value: (part: string) => string): string =>
    item.parts
      .map(({ key, name }) => [name, showShort(value(key))] as const)
      .filter(([, text]) => text !== "")
      .map(([name, text]) => (item.parts.length > 1 ? `${name} ${text}` : text))
      .join(t("app:listSeparator")) || "–";
  return (
    <Dialog
      open={saving.isAsked}
      width={720}
      title={t("confirm", { count: lines.length, name: item.item_name })}
      okText={t("app:save")}
      cancelText={t("app:cancel")}
      confirmLoading={saving.isStoring}
      onCancel={saving.close}
      onOk={saving.store}
    >
      <div className="manual-changes">
        <WideTable<ManualLine>
          label={t("changes")}
          size="small"
          rowKey="subject_code"
          dataSource={[...lines]}
          columns={[
            { title: t("subject"), dataIndex: "name" },
            { title: t("was"), className: "num", render: (_, line) => say((part) => line.values[part] ?? "") },
            {
              title: t("becomes"),
              className: "num",
              render: (_, line) => <strong>{say((part) => valueOf(line, typed, part))}</strong>,
            },
          ]}
        />
      </div>
    </Dialog>
  );
}
