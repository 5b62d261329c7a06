import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PasswordField } from "./PasswordField";
import { endSessions, resetPassword, type Account } from "./queries";
import { useMay } from "@/auth/session";
import { ReasonDialog } from "@/ui/dialogs";
import { FormDialog } from "@/ui/FormDialog";

interface Props {
  account: Account;
  onChange: (account: Account) => void;
}

/** What each of the two administrators may do with an account. */
export function AccountActions({ account, onChange }: Props) {
  const { t } = useTranslation("accounts");
  const may = useMay();
  const [open, show] = useState<"password" | "sessions" | null>(null);
  const close = (): void => {
    show(null);
  };
  const name = account.username;
  return (
    <div className="row">
      {may("directory:account:manage") && (
        <Button
          size="small"
          aria-label={t("changeOf", { name })}
          onClick={() => {
            onChange(account);
          }}
        >
          {t("change")}
        </Button>
      )}
      {may("directory:password:reset") && (
        <Button
          size="small"
          aria-label={t("resetPasswordOf", { name })}
          onClick={() => {
            show("password");
          }}
        >
          {t("resetPassword")}
        </Button>
      )}
      {may("directory:session:end") && (
        <Button
          size="small"
          aria-label={t("endSessionsOf", { name })}
          onClick={() => {
            show("sessions");
          }}
        >
          {t("endSessions")}
        </Button>
      )}
      <FormDialog<{ password: string }>
        open={open === "password"}
        title={t("resetPasswordOf", { name })}
        confirmText={t("resetPassword")}
        onSubmit={({ password }) => resetPassword(name, account.version, password)}
        touches={["accounts"]}
        onClose={close}
      >
        <p className="dialog-text">{t("resetEffect")}</p>
        <PasswordField label={t("newPassword")} />
      </FormDialog>
      <ReasonDialog
        open={open === "sessions"}
        title={t("endSessionsOf", { name })}
        confirmText={t("endSessions")}
        onConfirm={() => endSessions(name)}
        onClose={close}
      >
        {t("endSessionsEffect")}
      </ReasonDialog>
    </div>
  );
}
