import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CadreFields } from "./CadreFields";
import { allCadres, createCadre, firstCadres, type Cadre, type CadreFilters } from "./queries";
import { keys } from "@/api/keys";
import { useMay, useSession } from "@/auth/session";
import { saveBlob } from "@/lib/saving";
import { useUnitNames, useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useAct } from "@/lib/useAct";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { FormDialog } from "@/ui/FormDialog";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";
import { Problem } from "@/ui/Problem";
import { StateTag } from "@/ui/StateTag";

/** Cadres with the posts that they hold now. */
export default function CadresPage() {
  const { t } = useTranslation("cadres");
  const mayManage = useMay()("directory:cadre:manage");
  const today = useSession().office_now.slice(0, 10);
  const unitName = useUnitNames();
  const units = useUnitOptions();
  const [search] = useUrlState("search");
  const [unitCode] = useUrlState("unit_code");
  const [isNew, setNew] = useState(false);
  const download = useAct({
    act: async () => {
      saveBlob(await allCadres(), `${t("title")}.xlsx`);
    },
  });
  const filters: CadreFilters = { search, unit_code: unitCode };
  const isFiltered = search !== undefined || unitCode !== undefined;
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          mayManage && (
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
              <Link to="/cadre-imports">
                <Button tabIndex={-1}>{t("import.open")}</Button>
              </Link>
              <NewButton label={t("create")} onOpen={setNew} />
            </>
          )
        }
      />
      <Problem of={download} />
      <DataList<Cadre>
        caption={t("title")}
        queryKey={keys.cadres.list(filters)}
        firstPage={() => firstCadres(filters)}
        rowKey={(cadre) => cadre.code}
        empty={{
          title: t(isFiltered ? "empty" : "none"),
          ...(!isFiltered && { hint: t(mayManage ? "noneHint" : "noneWho") }),
        }}
        filters={
          <FilterBar
            filters={[
              { name: "search", label: t("search") },
              { name: "unit_code", label: t("unit"), options: units, isLong: true },
            ]}
          />
        }
        columns={[
          { title: t("code"), dataIndex: "code", className: "num" },
          {
            title: t("name"),
            dataIndex: "name",
            render: (name: string, cadre) => <Link to={`/cadres/${cadre.code}`}>{name}</Link>,
          },
          { title: t("unit"), render: (_, cadre) => (cadre.unit_code ? unitName(cadre.unit_code) : "–") },
          { title: t("post"), render: (_, cadre) => cadre.current_posting?.post_name ?? "–" },
          {
            title: t("group"),
            render: (_, { current_posting }) => (current_posting ? t(`groups.${current_posting.post_group}`) : "–"),
          },
          { title: t("since"), className: "num", render: (_, cadre) => cadre.current_posting?.from_on ?? "–" },
          {
            title: t("state"),
            render: (_, cadre) => (
              <StateTag tone={cadre.is_active ? "done" : "still"} label={t(cadre.is_active ? "inUse" : "left")} />
            ),
          },
        ]}
      />
      <FormDialog<Parameters<typeof createCadre>[0]>
        open={isNew}
        title={t("create")}
        confirmText={t("create")}
        initialValues={{ post_group: "ordinary", is_principal: false, from_on: today }}
        onSubmit={(values) => createCadre(values, t("codeTaken"))}
        touches={["cadres"]}
        onClose={() => {
          setNew(false);
        }}
      >
        <CadreFields />
      </FormDialog>
    </>
  );
}
