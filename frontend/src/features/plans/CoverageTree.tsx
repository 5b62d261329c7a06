import { useQuery } from "@tanstack/react-query";
import { Checkbox, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { coverageQuery, type Coverage } from "./queries";
import { showShort } from "@/lib/decimals";
import { useUrlState } from "@/lib/urlState";
import { StateTag } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";

type CountyTarget = Coverage["targets"][number];

interface Line {
  key: string;
  name: string;
  path?: string;
  target: string | null;
  carriers: string;
  /** Null where nobody is left to carry it further: a person. */
  isCovered: boolean | null;
  children?: Line[];
}

/** Each county target, the units that carry it, and the persons who carry it there. */
export function CoverageTree({ year }: { year: number }) {
  const { t, i18n } = useTranslation("plans");
  const [only, setOnly] = useUrlState("uncovered");
  const coverage = useQuery(coverageQuery(year));
  if (coverage.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (coverage.isError) return <ErrorState error={coverage.error} onRetry={() => void coverage.refetch()} />;
  const { target_count, uncovered_count, targets } = coverage.data;
  if (target_count === 0) return <EmptyState title={t("noCoverage")} hint={t("noCoverageHint")} />;
  const shown = only ? targets.filter((target) => target.is_uncovered || target.uncovered_unit_count > 0) : targets;
  const line = (target: CountyTarget): Line => ({
    key: target.indicator_code,
    name: i18n.language === "en" ? target.indicator_name_en : target.indicator_name,
    target: target.target === null ? null : `${showShort(target.target)} ${target.unit_of_measure}`,
    carriers: t("carriers", { units: target.unit_count, persons: target.person_count }),
    isCovered: !target.is_uncovered,
    children: target.units.map((unit) => ({
      key: unit.plan_id + unit.indicator_code,
      name: unit.subject_name,
      path: `/plans/${unit.plan_id}`,
      target: unit.target === null ? null : showShort(unit.target),
      carriers: t("persons", { count: unit.person_count }),
      isCovered: !unit.is_uncovered,
      ...(unit.persons.length > 0 && {
        children: unit.persons.map((person) => ({
          key: person.plan_id + person.indicator_code,
          name: person.subject_name,
          path: `/plans/${person.plan_id}`,
          target: person.target === null ? null : showShort(person.target),
          carriers: "",
          isCovered: null,
        })),
      }),
    })),
  });
  return (
    <section className="stack" aria-label={t("coverage")}>
      <div className="row">
        <strong>{t("covered", { count: target_count, uncovered: uncovered_count })}</strong>
        <Checkbox
          checked={only !== undefined}
          onChange={(event) => {
            setOnly(event.target.checked ? "1" : undefined);
          }}
        >
          {t("onlyUncovered")}
        </Checkbox>
      </div>
      <WideTable<Line>
        label={t("coverage")}
        dataSource={shown.map(line)}
        locale={{ emptyText: <EmptyState title={t("allCovered")} /> }}
        columns={[
          { title: t("target"), render: (_, row) => (row.path ? <Link to={row.path}>{row.name}</Link> : row.name) },
          { title: t("value"), className: "num", align: "right", render: (_, row) => row.target ?? "–" },
          { title: t("carriedBy"), dataIndex: "carriers", className: "num" },
          {
            title: t("coverage"),
            render: (_, row) =>
              row.isCovered !== null && (
                <StateTag label={t(row.isCovered ? "isCovered" : "uncovered")} tone={row.isCovered ? "done" : "due"} />
              ),
          },
        ]}
      />
    </section>
  );
}
