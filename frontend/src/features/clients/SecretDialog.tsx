import { CopyOutlined } from "@ant-design/icons";
import { Alert, Button, Descriptions } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewClient } from "./queries";
import { showTime } from "@/lib/dates";
import { Dialog } from "@/ui/Dialog";
import styles from "./SecretDialog.module.css";

type Copied = "not yet" | "done" | "refused";

/** The one time that a secret is shown: it closes by its button alone, not by a stray click. */
export function SecretDialog({ client, onClose }: { client: NewClient; onClose: () => void }) {
  const { t } = useTranslation("clients");
  const [copied, tell] = useState<Copied>("not yet");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(client.client_secret);
      tell("done");
    } catch {
      tell("refused");
    }
  };
  return (
    <Dialog
      open
      title={t("secretTitle")}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("kept")}
        </Button>
      }
    >
      <div className="stack">
        <Alert type="warning" showIcon title={t("secretOnce")} />
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: "id", label: t("clientId"), children: client.client_id },
            { key: "name", label: t("name"), children: client.name },
            { key: "until", label: t("until"), children: showTime(client.secret_expires_at) },
          ]}
        />
        <div className={styles.secret}>
          <code aria-label={t("secret")}>{client.client_secret}</code>
          <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
            {t(copied === "done" ? "copied" : "copy")}
          </Button>
        </div>
        <p role="status" className={styles.told}>
          {copied === "refused" && t("notCopied")}
        </p>
      </div>
    </Dialog>
  );
}
