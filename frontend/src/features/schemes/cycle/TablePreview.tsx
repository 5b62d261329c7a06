import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { ChangesTable } from "../ChangesTable";
import type { RowFinding, TableOutcome } from "./queries";
import { EmptyState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";

/** What the file would change and what is wrong in it, by row and cell. */
export function TablePreview({ outcome }: { outcome: TableOutcome }) {
  const { t } = useTranslation("cycle");
  const { faults, changes, remarks } = outcome;
  return (
    <div className="stack" aria-live="polite">
      {faults.length > 0 && (
        <>
          <Alert type="error" showIcon role="alert" title={t("hasFaults", { count: faults.length })} />
          <Findings label={t("faults")} findings={faults} />
        </>
      )}
      {faults.length === 0 && outcome.reason && <Alert type="warning" showIcon title={outcome.reason} />}
      {faults.length === 0 && changes.length === 0 && <EmptyState isRelief title={t("nothingChanges")} />}
      {changes.length > 0 && (
        <>
          <p style={{ margin: 0 }}>{t("wouldChange", { count: changes.length, rows: outcome.row_count })}</p>
          <ChangesTable label={t("preview")} changes={changes} hasRows />
        </>
      )}
      {remarks.length > 0 && (
        <details open={changes.length > 0}>
          <summary>{t("remarks", { count: remarks.length })}</summary>
          <Findings label={t("remarksLabel")} findings={remarks} />
        </details>
      )}
    </div>
  );
}

function Findings({ label, findings }: { label: string; findings: readonly RowFinding[] }) {
  const { t } = useTranslation("cycle");
  return (
    <WideTable<RowFinding>
      label={label}
      size="small"
      rowKey={(finding) =>
        `${String(finding.row)} ${finding.column ?? ""} ${finding.item_code ?? ""} ${finding.message}`
      }
      dataSource={[...findings]}
      columns={[
        {
          title: t("where"),
          render: (_, { cell, row, column, item_code: item }) => (
            <>
              <span className="num">{cell ?? (row === null ? (item ?? t("whole")) : t("rowOf", { row }))}</span>
              {column && <div className="muted">{column}</div>}
            </>
          ),
        },
        { title: t("finding"), className: "wrap-cell", dataIndex: "message" },
      ]}
    />
  );
}
