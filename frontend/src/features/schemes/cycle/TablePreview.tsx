import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { ChangesTable } from "../ChangesTable";
import type { RowFinding, TableOutcome } from "./cycleQueries";
import { FileFaults, type FileFault } from "@/ui/FileFaults";
import { EmptyState } from "@/ui/states";
import layout from "@/ui/layout.module.css";

/** What the file would change and what is wrong in it, by row and cell. */
export function TablePreview({ outcome }: { outcome: TableOutcome }) {
  const { t } = useTranslation("cycle");
  const { faults, changes, remarks } = outcome;
  const place = (finding: RowFinding): FileFault => ({ ...finding, place: finding.item_code ?? t("whole") });
  return (
    <div className="stack" aria-live="polite">
      {faults.length > 0 && (
        <>
          <Alert type="error" showIcon role="alert" title={t("hasFaults", { count: faults.length })} />
          <FileFaults label={t("faults")} faults={faults.map(place)} />
        </>
      )}
      {faults.length === 0 && outcome.reason && <Alert type="warning" showIcon title={outcome.reason} />}
      {faults.length === 0 && changes.length === 0 && <EmptyState isRelief title={t("nothingChanges")} />}
      {changes.length > 0 && (
        <>
          <p className={layout.flush}>{t("wouldChange", { count: changes.length, rows: outcome.row_count })}</p>
          <ChangesTable label={t("preview")} changes={changes} hasRows />
        </>
      )}
      {remarks.length > 0 && (
        <details open={changes.length > 0}>
          <summary>{t("remarks", { count: remarks.length })}</summary>
          <FileFaults label={t("remarksLabel")} faults={remarks.map(place)} />
        </details>
      )}
    </div>
  );
}
