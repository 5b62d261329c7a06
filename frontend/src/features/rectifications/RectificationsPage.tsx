import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Due } from "./Due";
import { firstRectifications, STATES, UNSETTLED, type RectificationRow } from "./queries";
import { TONES } from "./tones";
import { keys } from "@/api/keys";
import { useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import { UnitLink } from "@/ui/UnitLink";
import layout from "@/ui/layout.module.css";

const ALL = "all";
const OPEN = "unsettled";

/** What units have to put right, the soonest due first; a number is looked for among those that are settled too. */
export default function RectificationsPage() {
  const { t, i18n } = useTranslation("rectifications");
  const [year] = useYear();
  const units = useUnitOptions();
  const [state, setState] = useUrlState("state");
  const [unit] = useUrlState("unit");
  const [search] = useUrlState("search");
  const chosen = STATES.find((value) => value === state);
  const states = state === ALL || (search && !chosen) ? undefined : chosen ? [chosen] : [...UNSETTLED];
  const filters = { year: search ? undefined : year, state: states, unit, search };
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} />
      <DataList<RectificationRow>
        caption={t("title")}
        queryKey={keys.rectifications.list(filters)}
        firstPage={() => firstRectifications(filters)}
        rowKey={(row) => row.id}
        empty={{ title: t("empty"), hint: t("emptyHint") }}
        filters={
          <>
            <Select
              aria-label={t("state")}
              value={chosen ?? (states ? OPEN : ALL)}
              onChange={(value) => {
                setState(value === OPEN ? undefined : value);
              }}
              options={[
                { value: OPEN, label: t("unsettled") },
                { value: ALL, label: t("allStates") },
                ...STATES.map((value) => ({ value, label: t(`states.${value}`) })),
              ]}
              className={layout.numberField}
            />
            <FilterBar
              filters={[
                ...(units.length > 1 ? [{ name: "unit", label: t("unit"), options: units, isLong: true }] : []),
                { name: "search", label: t("number") },
              ]}
            />
          </>
        }
        columns={[
          {
            title: t("number"),
            className: "num",
            render: (_, row) => <Link to={`/rectifications/${row.id}`}>{row.number}</Link>,
          },
          { title: t("unit"), render: (_, row) => <UnitLink code={row.unit_code} name={row.unit_name} /> },
          { title: t("due"), render: (_, row) => <Due row={row} /> },
          {
            title: t("state"),
            render: (_, row) => <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />,
          },
          { title: t("demand"), dataIndex: "demand", className: "wrap-cell" },
          {
            title: t("for"),
            responsive: ["lg"],
            render: (_, row) => (i18n.language === "en" ? row.rule_title_en : row.rule_title),
          },
        ]}
      />
    </>
  );
}
