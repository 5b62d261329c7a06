import { useTranslation } from "react-i18next";
import { api, data, type Schema } from "@/api/client";
import { showTime } from "@/lib/dates";
import { DataList } from "@/ui/DataList";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

type Account = Schema<"AccountView">;

export default function AccountsPage() {
  const { t } = useTranslation(["accounts", "app"]);
  return (
    <>
      <PageHeader title={t("title")} />
      <DataList<Account>
        caption={t("title")}
        queryKey={["accounts"]}
        firstPage={() => data(api.GET("/api/v1/directory/accounts", { params: { query: { limit: 100 } } }))}
        rowKey={(account) => account.username}
        empty={{ title: t("empty") }}
        columns={[
          { title: t("username"), dataIndex: "username" },
          { title: t("name"), dataIndex: "display_name" },
          {
            title: t("roles"),
            render: (_, account) => account.roles.map((role) => t(`app:roles.${role}`)).join(t("app:listSeparator")),
          },
          { title: t("unit"), dataIndex: "unit_code" },
          {
            title: t("state"),
            render: (_, account) =>
              account.is_active ? <StateTag tone="done" label={t("active")} /> : <StateTag label={t("closed")} />,
          },
          { title: t("updated"), className: "num", render: (_, account) => showTime(account.updated_at) },
        ]}
      />
    </>
  );
}
