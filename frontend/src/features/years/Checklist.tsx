import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { OpenMatterName, YearDetail } from "./queries";
import { StateTag } from "@/ui/StateTag";
import { WideTable } from "@/ui/WideTable";

type Matter = YearDetail["open_matters"][number];

/** Where each matter is worked at; what another office does has no link here. */
const PLACES: Readonly<Partial<Record<OpenMatterName, string>>> = {
  county_plan_missing: "/plans?level=county",
  units_without_plan: "/plans?level=unit",
  plans_in_draft: "/plans?state=draft",
  letters_awaiting: "/plans?state=issued",
  amendments_proposed: "/plans?state=issued",
  reports_owed: "/reports?",
  reports_to_judge: "/reports/submitted?",
};

/** What the present phase should leave done, each matter with how much of it is open. */
export function Checklist({ year }: { year: YearDetail }) {
  const { t } = useTranslation("years");
  return (
    <WideTable<Matter>
      label={t("checklist")}
      rowKey="name"
      dataSource={year.open_matters}
      columns={[
        {
          title: t("matter"),
          render: (_, { name }) => {
            const place = PLACES[name];
            const words = t(`matters.${name}`);
            return place ? <Link to={`${place}&year=${String(year.year)}`}>{words}</Link> : words;
          },
        },
        {
          title: t("left"),
          render: (_, { count }) => (
            <StateTag label={count === 0 ? t("done") : t("leftCount", { count })} tone={count === 0 ? "done" : "due"} />
          ),
        },
        { title: t("whoDoes"), responsive: ["md"], render: (_, { name }) => t(`does.${name}`) },
      ]}
    />
  );
}
