import { Form, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccountActions } from "./AccountActions";
import { AccountFields } from "./AccountFields";
import {
  changeAccount,
  createAccount,
  firstAccounts,
  ROLES,
  type Account,
  type AccountChange,
  type AccountEntry,
  type AccountFilters,
} from "./queries";
import { WaitingGrants } from "./WaitingGrants";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { useUnitNames } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { FormDialog } from "@/ui/FormDialog";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

export default function AccountsPage() {
  const { t } = useTranslation(["accounts", "app"]);
  const may = useMay();
  const mayManage = may("directory:account:manage");
  const unitName = useUnitNames();
  const [search] = useUrlState("search");
  const [roleName] = useUrlState("role");
  const [isNew, setNew] = useState(false);
  const [chosen, choose] = useState<Account | null>(null);
  const filters: AccountFilters = { search, role: ROLES.find((value) => value === roleName) };
  return (
    <>
      <PageHeader title={t("title")} actions={mayManage && <NewButton label={t("create")} onOpen={setNew} />} />
      {may("directory:grant:read") && <WaitingGrants />}
      <DataList<Account>
        caption={t("title")}
        queryKey={keys.accounts.list(filters)}
        firstPage={() => firstAccounts(filters)}
        rowKey={(account) => account.username}
        empty={{ title: t("empty") }}
        filters={
          <FilterBar
            filters={[
              { name: "search", label: t("search") },
              {
                name: "role",
                label: t("roles"),
                options: ROLES.map((value) => ({ value, label: t(`app:roles.${value}`) })),
              },
            ]}
          />
        }
        columns={[
          { title: t("username"), dataIndex: "username" },
          { title: t("name"), dataIndex: "display_name" },
          {
            title: t("roles"),
            render: (_, { roles, waiting_roles }) =>
              [
                ...roles.map((role) => t(`app:roles.${role}`)),
                ...waiting_roles.map((role) => t("waitingRole", { role: t(`app:roles.${role}`) })),
              ].join(t("app:listSeparator")),
          },
          { title: t("unit"), render: (_, account) => (account.unit_code ? unitName(account.unit_code) : "–") },
          {
            title: t("state"),
            render: (_, account) => (
              <StateTag
                tone={account.is_active ? "done" : "still"}
                label={t(account.is_active ? "active" : "closed")}
              />
            ),
          },
          { title: t("updated"), className: "num", render: (_, account) => showTime(account.updated_at) },
          { title: "", render: (_, account) => <AccountActions account={account} onChange={choose} /> },
        ]}
      />
      <FormDialog<AccountEntry>
        open={isNew}
        title={t("create")}
        confirmText={t("create")}
        onSubmit={(values) => createAccount(values, t("usernameTaken"))}
        touches={["accounts"]}
        onClose={() => {
          setNew(false);
        }}
      >
        <AccountFields isNew />
      </FormDialog>
      <FormDialog<AccountChange>
        open={chosen !== null}
        title={t("changeOf", { name: chosen?.username ?? "" })}
        confirmText={t("app:save")}
        {...(chosen && {
          initialValues: {
            display_name: chosen.display_name,
            roles: [...chosen.roles, ...chosen.waiting_roles],
            is_active: chosen.is_active,
          },
        })}
        onSubmit={(values) => changeAccount(chosen?.username ?? "", chosen?.version ?? 0, values)}
        touches={["accounts"]}
        onClose={() => {
          choose(null);
        }}
      >
        <p className="dialog-text">{t("changeEffect")}</p>
        <AccountFields isNew={false} />
        <Form.Item name="is_active" label={t("mayEnter")} valuePropName="checked" extra={t("closeHint")}>
          <Switch checkedChildren={t("active")} unCheckedChildren={t("closed")} />
        </Form.Item>
      </FormDialog>
    </>
  );
}
