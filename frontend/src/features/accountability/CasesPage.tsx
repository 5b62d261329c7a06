import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { firstCases, STATES, TONES, type Case, type CaseFilters } from "./queries";
import { keys } from "@/api/keys";
import { showDate } from "@/lib/dates";
import { useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

/** Cases of accountability: each was opened by a decision about a lagging unit. */
export default function CasesPage() {
  const { t } = useTranslation(["accountability", "app", "proposals"]);
  const [year] = useYear();
  const units = useUnitOptions();
  const [stateName] = useUrlState("state");
  const [unit] = useUrlState("unit");
  const filters: CaseFilters = { year, state: STATES.find((value) => value === stateName), unit };
  return (
    <>
      <PageHeader title={t("title", { year })} note={t("note")} />
      <DataList<Case>
        caption={t("title", { year })}
        queryKey={keys.accountability.list(filters)}
        firstPage={() => firstCases(filters)}
        rowKey={(row) => row.id}
        empty={{
          title: t("empty"),
          hint: t("emptyHint"),
          action: <Link to={`/proposals?kind=accountability_step&year=${String(year)}`}>{t("toProposals")}</Link>,
        }}
        filters={
          <FilterBar
            filters={[
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
            title: t("number"),
            className: "num",
            render: (_, row) => <Link to={`/accountability-cases/${row.id}`}>{row.number}</Link>,
          },
          { title: t("unit"), dataIndex: "unit_name" },
          {
            title: t("laggingYears"),
            dataIndex: "lagging_years",
            className: "num",
            align: "right",
            responsive: ["md"],
          },
          {
            title: t("decidedSteps"),
            responsive: ["md"],
            render: (_, row) =>
              row.decided_steps.map((step) => t(`proposals:steps.${step}`)).join(t("app:listSeparator")),
          },
          {
            title: t("progress"),
            className: "num",
            render: (_, row) => t("taken", { taken: row.steps.length, of: row.decided_steps.length }),
          },
          {
            title: t("state"),
            render: (_, row) => <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />,
          },
          { title: t("openedOn"), className: "num", responsive: ["md"], render: (_, row) => showDate(row.opened_at) },
        ]}
      />
    </>
  );
}
