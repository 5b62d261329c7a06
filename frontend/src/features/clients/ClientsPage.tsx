import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChangeDialog, NewDialog, RotateDialog } from "./ClientDialogs";
import { firstClients, type Client, type NewClient } from "./queries";
import { SCOPE_NAMES } from "./scopes";
import { SecretDialog } from "./SecretDialog";
import { keys } from "@/api/keys";
import { useSession } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { DataList } from "@/ui/DataList";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

type Step = "change" | "rotate";

/** Other systems of the county: what each may read, how long its secret counts, when it last asked. */
export default function ClientsPage() {
  const { t } = useTranslation(["clients", "app"]);
  const [isNew, setNew] = useState(false);
  const [chosen, choose] = useState<{ client: Client; step: Step } | null>(null);
  const [issued, tell] = useState<NewClient | null>(null);
  const close = (): void => {
    choose(null);
  };
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} actions={<NewButton label={t("create")} onOpen={setNew} />} />
      <DataList<Client>
        caption={t("title")}
        queryKey={keys.clients.list()}
        firstPage={firstClients}
        rowKey={(client) => client.client_id}
        empty={{ title: t("empty"), hint: t("emptyHint") }}
        columns={[
          { title: t("name"), className: "wrap-cell", dataIndex: "name" },
          { title: t("clientId"), dataIndex: "client_id" },
          { title: t("scopes"), className: "wrap-cell", render: (_, client) => <Scopes of={client} /> },
          {
            title: t("state"),
            render: (_, client) => (
              <StateTag tone={client.is_active ? "done" : "still"} label={t(client.is_active ? "active" : "shut")} />
            ),
          },
          { title: t("expires"), className: "num", render: (_, client) => <Expiry of={client} /> },
          {
            title: t("lastUsed"),
            className: "num",
            render: (_, client) => (client.last_used_at ? showTime(client.last_used_at) : t("neverUsed")),
          },
          {
            title: "",
            render: (_, client) => (
              <div className="row">
                {(["change", "rotate"] as const).map((step) => (
                  <Button
                    key={step}
                    size="small"
                    aria-label={t(`${step}Of`, { name: client.name })}
                    onClick={() => {
                      choose({ client, step });
                    }}
                  >
                    {t(step)}
                  </Button>
                ))}
              </div>
            ),
          },
        ]}
      />
      {isNew && (
        <NewDialog
          onIssued={tell}
          onClose={() => {
            setNew(false);
          }}
        />
      )}
      {chosen?.step === "change" && <ChangeDialog client={chosen.client} onClose={close} />}
      {chosen?.step === "rotate" && <RotateDialog client={chosen.client} onIssued={tell} onClose={close} />}
      {issued && (
        <SecretDialog
          client={issued}
          onClose={() => {
            tell(null);
          }}
        />
      )}
    </>
  );
}

const FEW = 3;

/** A few by name, all of them on asking. */
function Scopes({ of }: { of: Client }) {
  const { t } = useTranslation(["clients", "app"]);
  const names = of.scopes.map((scope) => t(`scopeNames.${SCOPE_NAMES[scope]}`));
  const all = names.join(t("app:listSeparator"));
  if (names.length <= FEW) return all;
  return (
    <details>
      <summary>{t("scopeCount", { count: names.length })}</summary>
      {all}
    </details>
  );
}

function Expiry({ of }: { of: Client }) {
  const { t } = useTranslation("clients");
  const now = useSession().office_now;
  return Date.parse(of.secret_expires_at) < Date.parse(now) ? (
    <StateTag tone="bad" label={t("expired")} />
  ) : (
    showTime(of.secret_expires_at)
  );
}
