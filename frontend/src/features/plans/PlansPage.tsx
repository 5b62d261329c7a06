import { Select, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CoverageTree } from "./CoverageTree";
import { firstPlans, LEVELS, STATES, type Plan, type PlanFilters } from "./queries";
import { keys } from "@/api/keys";
import { showDate } from "@/lib/dates";
import { useUnitNames, useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

export default function PlansPage() {
  const { t } = useTranslation("plans");
  const [year] = useYear();
  const [view, setView] = useUrlState("view");
  return (
    <>
      <PageHeader title={t("title", { year })} note={t("note")} />
      <Tabs
        activeKey={view === "coverage" ? "coverage" : "list"}
        onChange={(key) => {
          setView(key === "list" ? undefined : key);
        }}
        destroyOnHidden
        items={[
          { key: "list", label: t("list"), children: <PlanList year={year} /> },
          { key: "coverage", label: t("coverage"), children: <CoverageTree year={year} /> },
        ]}
      />
    </>
  );
}

function PlanList({ year }: { year: number }) {
  const { t } = useTranslation("plans");
  const [level, setLevel] = useUrlState("level");
  const [state, setState] = useUrlState("state");
  const [unit, setUnit] = useUrlState("unit");
  const units = useUnitOptions();
  const unitName = useUnitNames();
  const filters: PlanFilters = {
    year,
    level: LEVELS.find((value) => value === level),
    state: STATES.find((value) => value === state),
    unit,
  };
  return (
    <DataList<Plan>
      caption={t("title", { year })}
      queryKey={keys.plans.list(filters)}
      firstPage={() => firstPlans(filters)}
      rowKey={(plan) => plan.id}
      empty={{ title: t("empty"), hint: t("emptyHint") }}
      filters={
        <>
          <Select
            allowClear
            placeholder={t("level")}
            aria-label={t("level")}
            value={filters.level}
            onChange={(value: string | undefined) => {
              setLevel(value);
            }}
            options={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
            style={{ width: 140 }}
          />
          <Select
            allowClear
            placeholder={t("state")}
            aria-label={t("state")}
            value={filters.state}
            onChange={(value: string | undefined) => {
              setState(value);
            }}
            options={STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
            style={{ width: 140 }}
          />
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("unit")}
            aria-label={t("unit")}
            value={unit}
            onChange={(value: string | undefined) => {
              setUnit(value);
            }}
            options={units}
            style={{ width: 220 }}
          />
        </>
      }
      columns={[
        {
          title: t("subject"),
          render: (_, plan) => <Link to={`/plans/${plan.id}`}>{plan.subject_name}</Link>,
        },
        { title: t("level"), render: (_, plan) => t(`levels.${plan.level}`) },
        { title: t("unit"), render: (_, plan) => (plan.unit_code ? unitName(plan.unit_code) : "–") },
        { title: t("targets"), dataIndex: "target_count", className: "num", align: "right" },
        {
          title: t("state"),
          render: (_, plan) => (
            <StateTag label={t(`states.${plan.state}`)} tone={plan.state === "issued" ? "done" : "open"} />
          ),
        },
        { title: t("version"), dataIndex: "issue_version", className: "num", align: "right" },
        { title: t("issued"), className: "num", render: (_, plan) => showDate(plan.issued_at) || "–" },
      ]}
    />
  );
}
