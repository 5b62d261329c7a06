import { Form, Radio, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { NewClientFields, ScopesField, SecretDaysField } from "./ClientFields";
import {
  changeClient,
  registerClient,
  rotateSecret,
  type Client,
  type ClientChange,
  type ClientEntry,
  type NewClient,
  type SecretRotation,
} from "./queries";
import { FormDialog } from "@/ui/FormDialog";

const A_YEAR = 365;
const OVERLAPS = [0, 24, 72, 168] as const;

interface Issuing {
  onIssued: (client: NewClient) => void;
  onClose: () => void;
}

export function NewDialog({ onIssued, onClose }: Issuing) {
  const { t } = useTranslation("clients");
  return (
    <FormDialog<ClientEntry, NewClient>
      open
      title={t("create")}
      confirmText={t("create")}
      initialValues={{ secret_days: A_YEAR }}
      onSubmit={registerClient}
      touches={["clients"]}
      onDone={onIssued}
      onClose={onClose}
    >
      <NewClientFields />
    </FormDialog>
  );
}

export function ChangeDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const { t } = useTranslation(["clients", "app"]);
  return (
    <FormDialog<ClientChange>
      open
      title={t("changeOf", { name: client.name })}
      confirmText={t("app:save")}
      initialValues={{ scopes: client.scopes, is_active: client.is_active }}
      onSubmit={(change) => changeClient(client, change)}
      touches={["clients"]}
      onClose={onClose}
    >
      <p className="dialog-text">{t("changeEffect")}</p>
      <ScopesField />
      <Form.Item name="is_active" label={t("mayCall")} valuePropName="checked" extra={t("shutHint")}>
        <Switch checkedChildren={t("active")} unCheckedChildren={t("shut")} />
      </Form.Item>
    </FormDialog>
  );
}

export function RotateDialog({ client, onIssued, onClose }: Issuing & { client: Client }) {
  const { t } = useTranslation("clients");
  return (
    <FormDialog<SecretRotation, NewClient>
      open
      title={t("rotateOf", { name: client.name })}
      confirmText={t("rotate")}
      initialValues={{ overlap_hours: 24, secret_days: A_YEAR }}
      onSubmit={(rotation) => rotateSecret(client, rotation)}
      touches={["clients"]}
      onDone={onIssued}
      onClose={onClose}
    >
      <Form.Item name="overlap_hours" label={t("overlap")} extra={t("overlapHint")}>
        <Radio.Group options={OVERLAPS.map((value) => ({ value, label: t(`overlaps.${value}`) }))} />
      </Form.Item>
      <SecretDaysField />
    </FormDialog>
  );
}
