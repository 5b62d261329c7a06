import { Button, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CoverageTree } from "./CoverageTree";
import { IssueDialog } from "./IssueDialog";
import { firstPlans, LEVELS, STATES, type Plan, type PlanFilters } from "./queries";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { useUnitNames, useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { NewLink } from "@/ui/NewLink";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

export default function PlansPage() {
  const { t } = useTranslation("plans");
  const [year] = useYear();
  const [view, setView] = useUrlState("view");
  const [isIssuing, setIssuing] = useState(false);
  const may = useMay();
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={
          <>
            {may("targets:plan:issue") && (
              <Button
                onClick={() => {
                  setIssuing(true);
                }}
              >
                {t("issueSeveral")}
              </Button>
            )}
            {may("targets:plan:write") && <NewDraft />}
          </>
        }
      />
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
      {isIssuing && (
        <IssueDialog
          year={year}
          onClose={() => {
            setIssuing(false);
          }}
        />
      )}
    </>
  );
}

function NewDraft() {
  const { t } = useTranslation("plans");
  const [year] = useYear();
  return <NewLink label={t("draft")} to={`/plans/new?year=${String(year)}`} />;
}

function PlanList({ year }: { year: number }) {
  const { t } = useTranslation("plans");
  const [level] = useUrlState("level");
  const [state] = useUrlState("state");
  const [unit] = useUrlState("unit");
  const units = useUnitOptions();
  const unitName = useUnitNames();
  const mayWrite = useMay()("targets:plan:write");
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
      empty={{
        title: t("empty"),
        hint: t(mayWrite ? "emptyForWriters" : "emptyHint"),
        action: mayWrite && <NewDraft />,
      }}
      filters={
        <FilterBar
          filters={[
            {
              name: "level",
              label: t("level"),
              options: LEVELS.map((value) => ({ value, label: t(`levels.${value}`) })),
            },
            {
              name: "state",
              label: t("state"),
              options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
            },
            { name: "unit", label: t("unit"), options: units, isLong: true },
          ]}
        />
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
