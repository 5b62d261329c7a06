import { DownloadOutlined } from "@ant-design/icons";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AuditRowDialog } from "./AuditRowDialog";
import { exportAuditRows, firstAuditRows, SERVICES, type AuditFilters, type AuditRow, type Service } from "./queries";
import { objectSaid } from "./naming";
import { useAuditWords } from "./useAuditWords";
import { keys } from "@/api/keys";
import { showTime } from "@/lib/dates";
import { saveBlob } from "@/lib/saving";
import { useUrlState } from "@/lib/urlState";
import { useAct } from "@/lib/useAct";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";

function useAuditFilters(): AuditFilters {
  const [person] = useUrlState("person");
  const [objectType] = useUrlState("object_type");
  const [objectId] = useUrlState("object");
  const [action] = useUrlState("action");
  const [address] = useUrlState("address");
  const [service] = useUrlState("service");
  const [from] = useUrlState("from");
  const [until] = useUrlState("until");
  return {
    person,
    objectType,
    objectId,
    action,
    address,
    service: SERVICES.find((value) => value === service),
    from,
    until,
  };
}

/** A day that narrows the list, kept in the address. */
function DayFilter({ name, label }: { name: string; label: string }) {
  const [day, keep] = useUrlState(name);
  return (
    <Input
      type="date"
      aria-label={label}
      title={label}
      value={day ?? ""}
      className="filter"
      onChange={(change) => {
        keep(change.target.value || undefined);
      }}
    />
  );
}

/** What was written in all services: who, from where, when and what; each reading is noted itself. */
export default function AuditPage() {
  const { t } = useTranslation(["audit", "app"]);
  const filters = useAuditFilters();
  const { word, options } = useAuditWords();
  const [chosen, choose] = useState<AuditRow | null>(null);
  const [silent, tellSilent] = useState<readonly Service[]>([]);
  const download = useAct({
    act: () => exportAuditRows(filters),
    touches: ["audit"],
    onDone: (file) => {
      saveBlob(file, `${t("title")}.xlsx`);
    },
  });
  return (
    <>
      <PageHeader
        title={t("title")}
        note={t("note")}
        actions={
          <Button
            icon={<DownloadOutlined aria-hidden />}
            loading={download.isBusy}
            onClick={() => {
              download.run();
            }}
          >
            {t("export")}
          </Button>
        }
      />
      {download.problem && <Alert type="error" showIcon title={download.problem} />}
      {silent.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("silent", {
            services: silent.map((service) => t(`app:services.${service}`)).join(t("app:listSeparator")),
          })}
        />
      )}
      <DataList<AuditRow>
        caption={t("title")}
        queryKey={keys.audit.list(filters)}
        firstPage={async () => {
          const page = await firstAuditRows(filters);
          tellSilent(page.silent);
          return page;
        }}
        rowKey={(row) => `${row.service}/${row.id}`}
        empty={{ title: t("empty"), hint: t("emptyHint") }}
        filters={
          <>
            <FilterBar
              filters={[
                { name: "person", label: t("personSearch") },
                { name: "action", label: t("action"), options: options("acts"), isLong: true },
                { name: "object_type", label: t("objectType"), options: options("objects"), isLong: true },
                { name: "object", label: t("objectId") },
                { name: "address", label: t("address") },
                {
                  name: "service",
                  label: t("service"),
                  options: SERVICES.map((value) => ({ value, label: t(`app:services.${value}`) })),
                },
              ]}
            />
            <DayFilter name="from" label={t("from")} />
            <DayFilter name="until" label={t("until")} />
          </>
        }
        columns={[
          { title: t("at"), className: "num", render: (_, row) => showTime(row.at) },
          { title: t("person"), dataIndex: "actor_name" },
          { title: t("address"), dataIndex: "address", className: "num" },
          { title: t("service"), render: (_, row) => t(`app:services.${row.service}`) },
          { title: t("action"), render: (_, row) => word("acts", row.action) },
          {
            title: t("object"),
            className: "wrap-cell",
            render: (_, row) => objectSaid(word("objects", row.object_type), row.object_id),
          },
          {
            title: t("fields"),
            className: "wrap-cell",
            render: (_, row) => {
              const words = row.fields.map((field) => word("fields", field));
              return [...new Set(words)].join(t("app:listSeparator"));
            },
          },
          {
            title: "",
            render: (_, row) => (
              <Button
                size="small"
                aria-label={t("showOf", { id: row.id, service: t(`app:services.${row.service}`) })}
                onClick={() => {
                  choose(row);
                }}
              >
                {t("show")}
              </Button>
            ),
          },
        ]}
      />
      {chosen && (
        <AuditRowDialog
          row={chosen}
          onClose={() => {
            choose(null);
          }}
        />
      )}
    </>
  );
}
