import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { allUnits, createUnit, firstUnits, KINDS, type Unit, type UnitEntry, type UnitFilters } from "./queries";
import { UnitFields } from "./UnitFields";
import { keys } from "@/api/keys";
import { useMay, useSession } from "@/auth/session";
import { wordOf } from "@/i18n/words";
import { saveBlob } from "@/lib/saving";
import { useUrlState } from "@/lib/urlState";
import { useAct } from "@/lib/useAct";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { FormDialog } from "@/ui/FormDialog";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { Problem } from "@/ui/Problem";
import { StateTag } from "@/ui/StateTag";

export default function UnitsPage() {
  const { t } = useTranslation("units");
  const mayManage = useMay()("directory:unit:manage");
  const today = useSession().office_now.slice(0, 10);
  const [search] = useUrlState("search");
  const [kind] = useUrlState("kind");
  const [isNew, setNew] = useState(false);
  const download = useAct({
    act: async () => {
      saveBlob(await allUnits(), `${t("title")}.xlsx`);
    },
  });
  const filters: UnitFilters = { search, kind: KINDS.find((value) => value === kind) };
  const isFiltered = search !== undefined || kind !== undefined;
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <>
            <Link to="/unit-classes">
              <Button tabIndex={-1}>{t("classes.title")}</Button>
            </Link>
            {mayManage && (
              <>
                <Button
                  icon={<DownloadOutlined aria-hidden />}
                  loading={download.isBusy}
                  onClick={() => {
                    download.run();
                  }}
                >
                  {t("export")}
                </Button>
                <Link to="/unit-imports">
                  <Button tabIndex={-1}>{t("import.open")}</Button>
                </Link>
                <NewButton label={t("create")} onOpen={setNew} />
              </>
            )}
          </>
        }
      />
      <Problem of={download} />
      <DataList<Unit>
        caption={t("title")}
        queryKey={keys.units.list(filters)}
        firstPage={() => firstUnits(filters)}
        rowKey={(unit) => unit.code}
        empty={{
          title: t(isFiltered ? "empty" : "none"),
          ...(!isFiltered && { hint: t(mayManage ? "noneHint" : "noneWho") }),
        }}
        filters={
          <FilterBar
            filters={[
              { name: "search", label: t("search") },
              {
                name: "kind",
                label: t("kind"),
                options: KINDS.map((value) => ({ value, label: wordOf("units:kinds", value) })),
              },
            ]}
          />
        }
        columns={[
          { title: t("code"), dataIndex: "code", className: "num", width: 90 },
          {
            title: t("name"),
            dataIndex: "name",
            render: (name: string, unit) => <Link to={`/units/${unit.code}`}>{name}</Link>,
          },
          { title: t("kind"), dataIndex: "kind", render: (value: string) => wordOf("units:kinds", value) },
          { title: t("class"), render: (_, unit) => unit.memberships.at(-1)?.class_name ?? t("unclassified") },
          { title: t("since"), className: "num", render: (_, unit) => unit.memberships.at(-1)?.from_on ?? "–" },
          { title: t("reason"), render: (_, unit) => unit.memberships.at(-1)?.reason ?? "–" },
          {
            title: t("state"),
            render: (_, unit) => (
              <StateTag
                tone={unit.is_active ? "done" : "still"}
                label={t(unit.is_active ? "inService" : "dissolved")}
              />
            ),
          },
        ]}
      />
      <FormDialog<UnitEntry>
        open={isNew}
        title={t("create")}
        confirmText={t("create")}
        initialValues={{ kind: "township", class_from: today }}
        onSubmit={({ class_code, class_from, class_reason, class_document_number, ...entry }) =>
          createUnit(
            class_code ? { ...entry, class_code, class_from, class_reason, class_document_number } : entry,
            t("codeTaken"),
          )
        }
        touches={["units"]}
        onClose={() => {
          setNew(false);
        }}
      >
        <UnitFields />
      </FormDialog>
    </>
  );
}
