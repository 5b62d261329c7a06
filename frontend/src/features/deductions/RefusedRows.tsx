import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import layout from "@/ui/layout.module.css";

export interface Refused {
  number: string;
  reason: string;
}

interface Props {
  /** How many were done beside them. */
  done: number;
  rows: readonly Refused[];
  onClose: () => void;
}

/** What a batch left undone, each by its number with the reason; stays until it is closed. */
export function RefusedRows({ done, rows, onClose }: Props) {
  const { t } = useTranslation("deductions");
  return (
    <Alert
      type="warning"
      showIcon
      className={layout.last}
      closable={{ onClose, "aria-label": t("batch.close") }}
      title={t("batch.refused", { count: done, refused: rows.length })}
      description={
        <ul className={layout.flush}>
          {rows.map(({ number, reason }) => (
            <li key={number}>
              <span className="num">{number}</span> {reason}
            </li>
          ))}
        </ul>
      }
    />
  );
}
