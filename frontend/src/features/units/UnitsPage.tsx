import { useTranslation } from "react-i18next";
import { firstUnits, type Unit, type UnitFilters } from "./queries";
import { keys } from "@/api/keys";
import { useUrlState } from "@/lib/urlState";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { UnitLink } from "@/ui/UnitLink";

const KINDS = ["township", "department", "vertical"] as const;

export default function UnitsPage() {
  const { t } = useTranslation("units");
  const [search] = useUrlState("search");
  const [kind] = useUrlState("kind");
  const filters: UnitFilters = { search, kind: KINDS.find((value) => value === kind) };
  return (
    <>
      <PageHeader title={t("title")} />
      <DataList<Unit>
        caption={t("title")}
        queryKey={keys.units.list(filters)}
        firstPage={() => firstUnits(filters)}
        rowKey={(unit) => unit.code}
        empty={{ title: t("empty") }}
        filters={
          <FilterBar
            filters={[
              { name: "search", label: t("search") },
              {
                name: "kind",
                label: t("kind"),
                options: KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
              },
            ]}
          />
        }
        columns={[
          { title: t("code"), dataIndex: "code", className: "num", width: 90 },
          {
            title: t("name"),
            dataIndex: "name",
            render: (name: string, unit) => <UnitLink code={unit.code} name={name} />,
          },
          { title: t("kind"), dataIndex: "kind", render: (value: string) => t(`kinds.${value}`) },
          { title: t("class"), render: (_, unit) => unit.memberships.at(-1)?.class_name ?? "–" },
          { title: t("since"), className: "num", render: (_, unit) => unit.memberships.at(-1)?.from_on ?? "–" },
          { title: t("reason"), render: (_, unit) => unit.memberships.at(-1)?.reason ?? "–" },
        ]}
      />
    </>
  );
}
