import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CopyDialog } from "./cycle/CopyDialog";
import { firstSchemes, type SchemeSummary } from "./queries";
import { useMay } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

export default function SchemesPage() {
  const { t } = useTranslation(["schemes", "app", "cycle"]);
  const nameOf = useClassNames();
  const [year] = useYear();
  const mayWrite = useMay()("appraisal:scheme:write");
  const [isCopying, copy] = useState(false);
  const copyButton = mayWrite && (
    <Button
      onClick={() => {
        copy(true);
      }}
    >
      {t("cycle:copy")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title", { year })} note={t("note")} actions={copyButton} />
      <DataList<SchemeSummary>
        caption={t("title", { year })}
        queryKey={["schemes", "list", year]}
        firstPage={() => firstSchemes(year)}
        rowKey={(row) => row.id}
        empty={{ title: t("empty"), hint: t("emptyHint") }}
        columns={[
          { title: t("name"), render: (_, row) => <Link to={`/schemes/${row.id}`}>{row.name}</Link> },
          { title: t("edition"), dataIndex: "edition", className: "num", align: "right" },
          { title: t("classes"), render: (_, row) => row.class_codes.map(nameOf).join(t("app:listSeparator")) },
          {
            title: t("state"),
            render: (_, row) => (
              <StateTag
                label={t(`states.${row.state}`)}
                tone={row.state === "issued" ? "done" : row.state === "amended" ? "still" : "open"}
              />
            ),
          },
          { title: t("number"), dataIndex: "document_number" },
          { title: t("issued"), className: "num", render: (_, row) => showDate(row.issued_at) },
        ]}
      />
      <CopyDialog
        year={year}
        open={isCopying}
        onClose={() => {
          copy(false);
        }}
      />
    </>
  );
}
