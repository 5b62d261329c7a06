import { useTranslation } from "react-i18next";
import { askForImport, firstImported, template, type ImportedEntry } from "./queries";
import { ColumnsCard } from "@/ui/importing/ColumnsCard";
import { ImportDesk } from "@/ui/importing/ImportDesk";

const STATUSES = ["created", "updated", "unchanged", "refused"] as const;

/** Units with their classes from a workbook. */
export default function UnitImportPage() {
  const { t } = useTranslation(["units", "imports"]);
  return (
    <ImportDesk<ImportedEntry>
      title={t("import.title")}
      note={t("import.note")}
      to={{ label: t("title"), path: "/units" }}
      group="units"
      templateName={t("import.templateName")}
      statuses={STATUSES}
      wordOf={(status, isPreview) => t(`imports:list.${isPreview ? "preview" : "done"}.${status}`)}
      limits={t("import.limits")}
      applyText={(count) => t("imports:list.apply", { count })}
      columns={
        <ColumnsCard
          rows={[
            [t("imports:columns.needed"), t("import.needed")],
            [t("imports:columns.free"), t("import.free")],
            [t("imports:list.again"), t("import.again")],
          ]}
        />
      }
      rowColumns={[
        { title: t("code"), dataIndex: "code", className: "num" },
        { title: t("name"), dataIndex: "name" },
      ]}
      service="directory"
      kind="import_units"
      ask={askForImport}
      firstRows={firstImported}
      template={template}
    />
  );
}
