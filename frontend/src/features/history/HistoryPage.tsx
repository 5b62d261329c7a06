import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { firstTiers, type HistoryFilters, type UnitTier } from "./queries";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { useUnitNames, useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import { TierMark } from "@/ui/TierMark";
import { wordOf } from "@/i18n/words";

const YEARS_BACK = 5;

/** Tiers of units over the years, on which the ladder of accountability stands. */
export default function HistoryPage() {
  const { t } = useTranslation(["history", "app"]);
  const [year] = useYear();
  const [of] = useUrlState("of");
  const [unit] = useUrlState("unit");
  const unitName = useUnitNames();
  const units = useUnitOptions();
  const filters: HistoryFilters = { year: of ? Number(of) : undefined, unit };
  const years = Array.from({ length: YEARS_BACK }, (_, back) => year - back);
  const importLink = useMay()("personnel:outcome:import") && <Link to="/history/import">{t("import")}</Link>;
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} actions={importLink} />
      <DataList<UnitTier>
        caption={t("title")}
        queryKey={keys.history.list(filters)}
        firstPage={() => firstTiers(filters)}
        rowKey={(row) => `${String(row.year)}/${row.unit_code}`}
        empty={{ title: t("empty"), hint: t("emptyHint"), ...(importLink && { action: importLink }) }}
        filters={
          <FilterBar
            filters={[
              { name: "of", label: t("year"), options: years.map((value) => ({ value, label: String(value) })) },
              { name: "unit", label: t("unit"), options: units, isLong: true },
            ]}
          />
        }
        columns={[
          { title: t("year"), dataIndex: "year", className: "num" },
          { title: t("unit"), render: (_, row) => unitName(row.unit_code) },
          { title: t("tier"), render: (_, row) => <TierMark tier={row.tier} /> },
          {
            title: t("source"),
            render: (_, row) => (
              <StateTag
                label={wordOf("history:sources", row.source)}
                tone={row.source === "imported" ? "still" : "done"}
              />
            ),
          },
        ]}
      />
    </>
  );
}
