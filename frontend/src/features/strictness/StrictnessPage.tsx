import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { strictnessQuery, type ClassRow, type InspectorRow } from "./queries";
import { useClassNames } from "@/lib/classes";
import { showTime } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { useYear } from "@/lib/year";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** How strictly who inspects and which class is inspected. A figure needs enough cases, or it stays away. */
export default function StrictnessPage() {
  const { t } = useTranslation("strictness");
  const className = useClassNames();
  const [year] = useYear();
  const strictness = useQuery(strictnessQuery(year));
  if (strictness.isError) return <ErrorState error={strictness.error} onRetry={() => void strictness.refetch()} />;
  if (strictness.isPending) return <PageSkeleton />;
  const { inspectors, classes, least_cases: least, as_of: asOf } = strictness.data;
  const figure = (value: string | null, unit = "") =>
    value === null ? <span className="muted">{t("tooFew")}</span> : `${showShort(value)}${unit}`;
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={`${t("note", { count: least })} ${t("asOf", { time: showTime(asOf) })}`}
      />
      <div className="stack">
        <section className={classNames("card stack", layout.denser)} aria-label={t("inspectors")}>
          <strong>{t("inspectors")}</strong>
          {inspectors.length === 0 ? (
            <EmptyState title={t("nobody")} hint={t("nobodyHint")} />
          ) : (
            <WideTable<InspectorRow>
              label={t("inspectors")}
              rowKey="account_id"
              dataSource={inspectors}
              columns={[
                { title: t("name"), dataIndex: "name" },
                { title: t("visits"), className: "num", align: "right", dataIndex: "visits" },
                { title: t("records"), className: "num", align: "right", dataIndex: "records" },
                {
                  title: t("pointsEach"),
                  className: "num",
                  align: "right",
                  render: (_, row) => figure(row.points_each),
                },
                {
                  title: t("upheld"),
                  className: "num",
                  align: "right",
                  render: (_, row) => figure(row.upheld_percent, "%"),
                },
              ]}
            />
          )}
        </section>
        <section className={classNames("card stack", layout.denser)} aria-label={t("classes")}>
          <strong>{t("classes")}</strong>
          <WideTable<ClassRow>
            label={t("classes")}
            rowKey="class_code"
            dataSource={classes}
            columns={[
              { title: t("class"), render: (_, row) => className(row.class_code) },
              { title: t("units"), className: "num", align: "right", dataIndex: "units" },
              {
                title: t("visitsPerUnit"),
                className: "num",
                align: "right",
                render: (_, row) => figure(row.visits_per_unit),
              },
              { title: t("inForce"), className: "num", align: "right", dataIndex: "in_force" },
              {
                title: t("pointsPerUnit"),
                className: "num",
                align: "right",
                render: (_, row) => figure(row.points_per_unit),
              },
            ]}
          />
        </section>
      </div>
    </>
  );
}
