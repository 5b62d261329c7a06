import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DecideGrantsDialog } from "./DecideGrantsDialog";
import { waitingGrants, type Grant } from "./queries";
import { keys } from "@/api/keys";
import { showTime } from "@/lib/dates";
import { DataList } from "@/ui/DataList";

/** What was proposed and gives nothing yet; for whoever confirms, with a box each. Nothing where nothing waits. */
export function WaitingGrants() {
  const { t } = useTranslation(["accounts", "app"]);
  const [chosen, choose] = useState<readonly Grant[]>([]);
  const [deciding, decide] = useState<readonly Grant[]>([]);
  const { data: first } = useQuery({ queryKey: keys.accounts.grants("first"), queryFn: waitingGrants });
  if (!first?.items.length) return null;
  return (
    <section>
      <h2>{t("grants.title")}</h2>
      <p className="muted">{t("grants.note")}</p>
      <DataList<Grant>
        caption={t("grants.title")}
        queryKey={keys.accounts.grants("waiting")}
        firstPage={waitingGrants}
        rowKey={(grant) => grant.id}
        empty={{ title: t("grants.empty") }}
        rowSelection={{
          selectedRowKeys: chosen.map((grant) => grant.id),
          onChange: (_, rows) => {
            choose(rows);
          },
          getCheckboxProps: (grant) => ({ disabled: !isDecidable(grant), "aria-label": grant.display_name }),
        }}
        columns={[
          {
            title: t("grants.account"),
            render: (_, grant) => (
              <>
                {grant.display_name}
                <div className="muted">{grant.username}</div>
              </>
            ),
          },
          { title: t("grants.role"), render: (_, grant) => t(`app:roles.${grant.role}`) },
          { title: t("grants.mayDo"), className: "wrap-cell", render: (_, grant) => t(`hints.${grant.role}`) },
          {
            title: t("grants.proposed"),
            render: (_, grant) => (
              <>
                {t("grants.proposedBy", { name: grant.proposed_by })}
                <div className="muted num">{showTime(grant.proposed_at)}</div>
              </>
            ),
          },
          {
            title: "",
            render: (_, grant) =>
              isDecidable(grant) ? (
                <Button
                  size="small"
                  aria-label={t("grants.decideOf", { name: grant.display_name, role: t(`app:roles.${grant.role}`) })}
                  onClick={() => {
                    decide([grant]);
                  }}
                >
                  {t("grants.decide")}
                </Button>
              ) : (
                <span className="muted">{grant.actions[0]?.reason}</span>
              ),
          },
        ]}
      />
      {chosen.length > 0 && (
        <p>
          <Button
            type="primary"
            onClick={() => {
              decide(chosen);
            }}
          >
            {t("grants.decideChosen", { count: chosen.length })}
          </Button>
        </p>
      )}
      <DecideGrantsDialog
        grants={deciding}
        onDone={() => {
          choose([]);
        }}
        onClose={() => {
          decide([]);
        }}
      />
    </section>
  );
}

function isDecidable(grant: Grant): boolean {
  return grant.actions.some((action) => action.allowed);
}
