import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemDetail } from "./queries";
import { useMay } from "@/auth/session";
import { EvidenceStrip } from "@/ui/evidence/EvidenceStrip";

/** Files with a line: what was found and what the unit says. Asked for only where there are some, or one is to come. */
export function ItemFiles({ item }: { item: ItemDetail }) {
  const { t } = useTranslation("quarterly");
  const may = useMay();
  const [isAdding, add] = useState(false);
  const isOpen = item.actions.length > 0;
  const takesPart = isOpen && (may("supervision:round:find") || may("supervision:round:answer"));
  if (item.file_count > 0 || isAdding)
    return <EvidenceStrip of={{ kind: "round_item", id: item.id }} inside adds={takesPart} />;
  if (!takesPart) return null;
  return (
    <div className="no-print">
      <Button
        size="small"
        type="text"
        onClick={() => {
          add(true);
        }}
      >
        {t("addFiles")}
      </Button>
    </div>
  );
}
