import { useQuery } from "@tanstack/react-query";
import { Descriptions, Table } from "antd";
import { useTranslation } from "react-i18next";
import { auditRowQuery, changesOf, type AuditRow, type Change } from "./queries";
import { objectSaid } from "./naming";
import { useAuditWords } from "./useAuditWords";
import { showMoment } from "@/lib/dates";
import { Dialog } from "@/ui/Dialog";
import { TableSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";

/** One row of the audit with what was before and after. */
export function AuditRowDialog({ row, onClose }: { row: AuditRow; onClose: () => void }) {
  const { t } = useTranslation(["audit", "app"]);
  const { word } = useAuditWords();
  const detail = useQuery(auditRowQuery(row));
  return (
    <Dialog open title={t("rowTitle", { id: row.id })} footer={null} width={820} onCancel={onClose}>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: "at", label: t("at"), children: showMoment(row.at) },
          { key: "name", label: t("person"), children: row.actor_name },
          { key: "address", label: t("address"), children: row.address || "–" },
          { key: "service", label: t("service"), children: t(`app:services.${row.service}`) },
          { key: "action", label: t("action"), children: word("acts", row.action) },
          { key: "object", label: t("object"), children: objectSaid(word("objects", row.object_type), row.object_id) },
        ]}
      />
      {detail.isPending ? (
        <TableSkeleton columns={3} />
      ) : detail.isError ? (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
      ) : (
        <Table<Change>
          size="small"
          pagination={false}
          rowKey={(change) => change.field}
          dataSource={changesOf(detail.data)}
          columns={[
            { title: t("field"), render: (_, change) => word("fields", change.field) },
            { title: t("before"), dataIndex: "before", className: "wrap-cell" },
            { title: t("after"), dataIndex: "after", className: "wrap-cell" },
          ]}
        />
      )}
      <Proof row={row} />
    </Dialog>
  );
}

/** The row as the database has it, for whoever verifies the chain. */
function Proof({ row }: { row: AuditRow }) {
  const { t } = useTranslation(["audit", "app"]);
  return (
    <details>
      <summary>{t("proof")}</summary>
      <p className="muted">{t("proofNote")}</p>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: "operation", label: t("operation"), children: row.action },
          { key: "type", label: t("objectCode"), children: row.object_type },
          { key: "id", label: t("objectId"), children: row.object_id },
          { key: "actor", label: t("actor"), children: row.actor },
          { key: "request", label: t("request"), children: row.request_id || "–" },
          { key: "fields", label: t("fieldCodes"), children: row.fields.join(t("app:listSeparator")) },
        ]}
      />
    </details>
  );
}
