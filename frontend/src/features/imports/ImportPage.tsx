import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { askForImport, firstRows, template, type ImportedRow } from "./queries";
import { showShort } from "@/lib/decimals";
import { ColumnsCard } from "@/ui/importing/ColumnsCard";
import { ImportDesk } from "@/ui/importing/ImportDesk";

const STATUSES = ["created", "unchanged", "refused"] as const;

/** Deductions from a workbook. */
export default function ImportPage() {
  const { t } = useTranslation("imports");
  return (
    <ImportDesk<ImportedRow>
      title={t("title")}
      note={t("note")}
      to={{ label: t("deductions"), path: "/deductions" }}
      group="deductions"
      templateName={t("templateName")}
      statuses={STATUSES}
      wordOf={(status, isPreview) => {
        const known = STATUSES.find((one) => one === status) ?? "created";
        return t(isPreview ? `preview.${known}` : known);
      }}
      limits={t("limits")}
      applyText={(count) => t("apply", { count })}
      columns={
        <ColumnsCard
          rows={[
            [t("columns.needed"), t("columns.neededList")],
            [t("columns.free"), t("columns.freeList")],
            [t("columns.times"), t("columns.timesHint")],
          ]}
        />
      }
      rowColumns={[
        { title: t("unit"), dataIndex: "unit" },
        { title: t("rule"), dataIndex: "rule_code", responsive: ["md"] },
        {
          title: t("points"),
          align: "right",
          className: "num",
          responsive: ["md"],
          render: (_, row) => (row.points === null ? "–" : `−${showShort(row.points)}`),
        },
      ]}
      recordOf={(row) => row.number && <Link to={`/deductions/${row.key}`}>{row.number}</Link>}
      service="supervision"
      kind="import_deductions"
      ask={askForImport}
      firstRows={firstRows}
      template={template}
    />
  );
}
