import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { askForProjects, firstProjects, projectTemplate, roundQuery, type ImportedProject } from "./queries";
import { ColumnsCard } from "@/ui/importing/ColumnsCard";
import { ImportDesk } from "@/ui/importing/ImportDesk";

const STATUSES = ["created", "updated", "unchanged", "refused"] as const;

/** Key projects of all units of a round from a workbook. */
export default function ProjectImportPage() {
  const { t } = useTranslation(["quarterly", "imports"]);
  const { id = "" } = useParams();
  const round = useQuery(roundQuery(id));
  return (
    <ImportDesk<ImportedProject>
      title={t("import.title")}
      note={t("import.note")}
      to={{ label: round.data?.title ?? t("title"), path: `/rounds/${id}` }}
      group="rounds"
      templateName={t("import.templateName")}
      statuses={STATUSES}
      wordOf={(status, isPreview) => t(`import.${isPreview ? "preview" : "done"}.${status}`)}
      limits={t("import.limits")}
      applyText={(count) => t("import.apply", { count })}
      columns={
        <ColumnsCard
          rows={[
            [t("imports:columns.needed"), t("import.needed")],
            [t("imports:columns.free"), t("import.free")],
            [t("import.again"), t("import.againHint")],
          ]}
        />
      }
      rowColumns={[
        { title: t("unit"), dataIndex: "unit" },
        { title: t("projectCode"), dataIndex: "code", className: "num", responsive: ["md"] },
        { title: t("projectName"), dataIndex: "name", responsive: ["md"] },
      ]}
      service="supervision"
      kind="import_round_projects"
      ask={(file, dryRun) => askForProjects(id, file, dryRun)}
      firstRows={firstProjects}
      template={() => projectTemplate(id)}
    />
  );
}
