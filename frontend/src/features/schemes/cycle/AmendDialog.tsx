import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { amendScheme } from "./cycleQueries";
import type { Scheme } from "../queries";
import { ReasonDialog } from "@/ui/dialogs";

/** Another edition of an issued scheme, with a reason; it begins with what the issued one says. */
export function AmendDialog({ scheme, open, onClose }: { scheme: Scheme; open: boolean; onClose: () => void }) {
  const { t } = useTranslation("cycle");
  const go = useNavigate();
  return (
    <ReasonDialog
      open={open}
      title={t("amendTitle", { name: scheme.name })}
      confirmText={t("amendConfirm")}
      reasonLabel={t("amendReason")}
      onConfirm={async (reason) => {
        const draft = await amendScheme(scheme, reason);
        await go(`/schemes/${draft.id}`);
      }}
      touches={["schemes"]}
      onClose={onClose}
    >
      {t("amendNote", { edition: scheme.edition })}
    </ReasonDialog>
  );
}
