import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CopyDialog } from "./cycle/CopyDialog";
import { NewSchemeDialog } from "./desk/NewSchemeDialog";
import { firstSchemes, type SchemeSummary } from "./queries";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

export default function SchemesPage() {
  const { t } = useTranslation(["schemes", "app", "cycle", "editor"]);
  const nameOf = useClassNames();
  const [year] = useYear();
  const mayWrite = useMay()("appraisal:scheme:write");
  const [dialog, open] = useState<"copy" | "new" | null>(null);
  const close = (): void => {
    open(null);
  };
  const beginnings = mayWrite && (
    <>
      <Button
        onClick={() => {
          open("copy");
        }}
      >
        {t("cycle:copy")}
      </Button>
      <Button
        onClick={() => {
          open("new");
        }}
      >
        {t("editor:begin.button")}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader title={t("title", { year })} note={t("note")} actions={beginnings} />
      <DataList<SchemeSummary>
        caption={t("title", { year })}
        queryKey={keys.schemes.list(year)}
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
      <CopyDialog year={year} open={dialog === "copy"} onClose={close} />
      <NewSchemeDialog year={year} open={dialog === "new"} onClose={close} />
    </>
  );
}
