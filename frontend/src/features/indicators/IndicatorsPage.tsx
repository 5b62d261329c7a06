import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { IndicatorFields } from "./IndicatorFields";
import {
  changeIndicator,
  createIndicator,
  firstIndicators,
  type Indicator,
  type IndicatorChange,
  type IndicatorEntry,
  type IndicatorFilters,
} from "./queries";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useUnitNames, useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear, yearsQuery } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { FormDialog } from "@/ui/FormDialog";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";

type Step = "new" | Indicator | null;

/** The year's library of indicators. */
export default function IndicatorsPage() {
  const { t, i18n } = useTranslation(["indicators", "app"]);
  const [year] = useYear();
  const phase = useQuery(yearsQuery).data?.items.find((row) => row.year === year)?.phase;
  const isManager = useMay()("targets:indicator:manage");
  const mayManage = isManager && (phase === "preparation" || phase === "running");
  const unitName = useUnitNames();
  const units = useUnitOptions();
  const [search] = useUrlState("search");
  const [owner] = useUrlState("owner");
  const [step, choose] = useState<Step>(null);
  const filters: IndicatorFilters = { year, search, owner };
  const chosen = typeof step === "object" ? step : null;
  const close = (): void => {
    choose(null);
  };
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={phase ? t("pageNote") : t("noYear", { year })}
        actions={
          isManager && (
            <>
              <Link to={`/indicators/import?year=${String(year)}`}>{t("paste")}</Link>
              {mayManage && (
                <NewButton
                  label={t("create")}
                  onOpen={() => {
                    choose("new");
                  }}
                />
              )}
            </>
          )
        }
      />
      <DataList<Indicator>
        caption={t("title", { year })}
        queryKey={keys.indicators.list(filters)}
        firstPage={() => firstIndicators(filters)}
        rowKey={(row) => row.id}
        empty={{ title: t("empty"), hint: t(mayManage ? "emptyHint" : "emptyForReaders") }}
        filters={
          <FilterBar
            filters={[
              { name: "search", label: t("search") },
              { name: "owner", label: t("owner"), options: units, isLong: true },
            ]}
          />
        }
        columns={[
          { title: t("code"), dataIndex: "code", className: "num" },
          { title: t("name"), render: (_, row) => (i18n.language === "en" ? row.name_en : row.name) },
          { title: t("measure"), dataIndex: "unit_of_measure" },
          { title: t("owner"), render: (_, row) => unitName(row.owner_unit_code) },
          { title: t("direction"), render: (_, row) => t(`directions.${row.direction}`) },
          { title: t("scope"), render: (_, row) => t(`scopes.${row.goal_scope}`) },
          { title: t("kind"), render: (_, row) => t(`kinds.${row.kind}`) },
          { title: t("places"), dataIndex: "places", className: "num", align: "right" },
          {
            title: "",
            render: (_, row) =>
              mayManage && (
                <Button
                  size="small"
                  aria-label={t("changeOf", { name: row.code })}
                  onClick={() => {
                    choose(row);
                  }}
                >
                  {t("change")}
                </Button>
              ),
          },
        ]}
      />
      <FormDialog<Omit<IndicatorEntry, "year">>
        open={step === "new"}
        title={t("create")}
        confirmText={t("create")}
        initialValues={{ direction: "higher", goal_scope: "common", kind: "quantity", places: 2 }}
        onSubmit={(values) => createIndicator({ ...values, year }, t("codeTaken"))}
        touches={["indicators"]}
        onClose={close}
      >
        <IndicatorFields isNew />
      </FormDialog>
      <FormDialog<IndicatorChange>
        open={chosen !== null}
        title={t("changeOf", { name: chosen?.code ?? "" })}
        confirmText={t("app:save")}
        initialValues={chosen ?? {}}
        onSubmit={async (values) => chosen && changeIndicator(chosen, values)}
        touches={["indicators", "plans"]}
        onClose={close}
      >
        <p className="dialog-text">{t("changeEffect")}</p>
        <IndicatorFields isNew={false} />
      </FormDialog>
    </>
  );
}
