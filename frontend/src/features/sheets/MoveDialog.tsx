import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { signSheets, verifySheets } from "./queries";
import { useUnitNames } from "@/lib/units";
import { FormDialog } from "@/ui/FormDialog";

const NAMED = 12;

interface Props {
  open: boolean;
  team: "verify" | "monitor";
  roundId: string;
  codes: readonly string[];
  onDone: () => void;
  onClose: () => void;
}

/** Verification passes sheets with a remark; monitoring signs them. The units are read out before. */
export function MoveDialog({ open, team, roundId, codes, onDone, onClose }: Props) {
  const { t } = useTranslation(["sheets", "app"]);
  const nameOf = useUnitNames();
  const names = codes.slice(0, NAMED).map(nameOf).join(t("app:listSeparator"));
  return (
    <FormDialog<{ remark?: string }>
      open={open}
      title={t(`move.${team}`, { count: codes.length })}
      confirmText={t(`confirm.${team}`)}
      onSubmit={({ remark }) => (team === "verify" ? verifySheets(roundId, codes, remark) : signSheets(roundId, codes))}
      touches={["sheets"]}
      onDone={onDone}
      onClose={onClose}
    >
      <p className="dialog-text">
        {t(codes.length > NAMED ? `sentenceMore.${team}` : `sentence.${team}`, { names, count: codes.length })}
      </p>
      {team === "verify" && (
        <Form.Item name="remark" label={t("remark")} extra={t("remarkHint")}>
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
      )}
    </FormDialog>
  );
}
