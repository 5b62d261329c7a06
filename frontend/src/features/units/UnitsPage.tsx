import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { firstUnits, type Unit, type UnitFilters } from "./queries";
import { keys } from "@/api/keys";
import { useUrlState } from "@/lib/urlState";
import { DataList } from "@/ui/DataList";
import { PageHeader } from "@/ui/PageHeader";
import { UnitLink } from "@/ui/UnitLink";

const KINDS = ["township", "department", "vertical"] as const;

export default function UnitsPage() {
  const { t } = useTranslation("units");
  const [search, setSearch] = useUrlState("search");
  const [kind, setKind] = useUrlState("kind");
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
          <>
            <Input.Search
              allowClear
              placeholder={t("search")}
              aria-label={t("search")}
              defaultValue={search}
              onSearch={(value) => {
                setSearch(value || undefined);
              }}
              style={{ width: 240 }}
            />
            <Select
              allowClear
              placeholder={t("kind")}
              aria-label={t("kind")}
              value={filters.kind}
              onChange={(value: string | undefined) => {
                setKind(value);
              }}
              options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              style={{ width: 180 }}
            />
          </>
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
