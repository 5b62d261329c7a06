import { useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { endOtherSessions, readOwnSessions, type OwnSession } from "./queries";
import { keys } from "@/api/keys";
import { PasswordForm } from "@/ui/PasswordForm";
import { useSession } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { useAct } from "@/lib/useAct";
import { PageHeader } from "@/ui/PageHeader";
import { Problem } from "@/ui/Problem";
import { WideTable } from "@/ui/WideTable";
import { ErrorState } from "@/ui/states";

/** One's own password, and where one is signed in. */
export default function OwnAccountPage() {
  const { t } = useTranslation(["ownaccount", "signin"]);
  const { message } = App.useApp();
  const before = useSession().sign_in_before;
  return (
    <>
      <PageHeader
        title={t("title")}
        note={before ? t("before", { time: showTime(before.began_at), address: before.address }) : t("noneBefore")}
      />
      <OwnSessions />
      <section>
        <h2>{t("password")}</h2>
        <p className="muted">{t("passwordEffect")}</p>
        <PasswordForm onChanged={() => message.success(t("passwordChanged"))} />
      </section>
    </>
  );
}

function OwnSessions() {
  const { t } = useTranslation(["ownaccount", "app"]);
  const sessions = useQuery({ queryKey: keys.session.own(), queryFn: readOwnSessions });
  const endOthers = useAct({ act: endOtherSessions, touches: ["session"] });
  if (sessions.error) return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />;
  const rows = sessions.data ?? [];
  return (
    <section>
      <h2>{t("sessions")}</h2>
      <Problem of={endOthers} />
      <WideTable<OwnSession>
        label={t("sessions")}
        loading={sessions.isPending}
        rowKey={(row) => row.id}
        dataSource={[...rows]}
        columns={[
          { title: t("began"), className: "num", render: (_, row) => showTime(row.began_at) },
          {
            title: t("seen"),
            className: "num",
            render: (_, row) => (row.is_present ? t("here") : showTime(row.seen_at)),
          },
          { title: t("address"), className: "num", dataIndex: "address" },
          { title: t("browser"), className: "wrap-cell", dataIndex: "browser" },
        ]}
      />
      {rows.length > 1 && (
        <p>
          <Button
            danger
            loading={endOthers.isBusy}
            onClick={() => {
              endOthers.run();
            }}
          >
            {t("endOthers")}
          </Button>
        </p>
      )}
    </section>
  );
}
