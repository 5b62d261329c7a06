import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { progressQuery, type Progress } from "./queries";
import { indicatorsQuery } from "@/lib/indicators";
import { useMay } from "@/auth/session";
import { useUnitNames } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { sayValueName, VALUE_NAMES, valueNameOptions } from "@/lib/valueNames";
import { useYear } from "@/lib/year";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { TableSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** How far the values of a period have come, indicator by indicator; each leads to its sheet over all units. */
export default function ValuesPage() {
  const { t } = useTranslation("values");
  const [year] = useYear();
  const [kept] = useUrlState("period");
  const [show] = useUrlState("show");
  const period = kept ?? VALUE_NAMES[0]!;
  const progress = useQuery(progressQuery(year, period));
  const shown = progress.data?.filter(
    (row) => (show !== "missing" || row.missing_count > 0) && (show !== "waiting" || row.waiting_count > 0),
  );
  return (
    <>
      <PageHeader title={t("title", { year })} note={t("listNote")} />
      <div className={classNames("row no-print", layout.bar)} role="search">
        <FilterBar
          filters={[
            { name: "period", label: sayValueName(VALUE_NAMES[0]!), options: valueNameOptions() },
            {
              name: "show",
              label: t("show"),
              options: [
                { value: "missing", label: t("showMissing") },
                { value: "waiting", label: t("showWaiting") },
              ],
            },
          ]}
        />
      </div>
      {progress.isPending ? (
        <TableSkeleton columns={6} />
      ) : progress.isError ? (
        <ErrorState error={progress.error} onRetry={() => void progress.refetch()} />
      ) : (
        <ProgressTable year={year} period={period} rows={shown ?? []} isFiltered={show !== undefined} />
      )}
    </>
  );
}

interface TableProps {
  year: number;
  period: string;
  rows: readonly Progress[];
  isFiltered: boolean;
}

function ProgressTable({ year, period, rows, isFiltered }: TableProps) {
  const { t, i18n } = useTranslation("values");
  const nameUnit = useUnitNames();
  const indicators = useQuery({ ...indicatorsQuery(year), enabled: useMay()("targets:indicator:read") });
  const known = new Map(indicators.data?.map((one) => [one.code, one]));
  if (rows.length === 0)
    return (
      <section className="card">
        {isFiltered ? (
          <EmptyState title={t("emptyFiltered")} hint={t("emptyFilteredHint")} />
        ) : (
          <EmptyState title={t("empty", { period: sayValueName(period) })} hint={t("emptyHint")} />
        )}
      </section>
    );
  return (
    <WideTable<Progress>
      label={t("progress")}
      rowKey="indicator_code"
      dataSource={[...rows]}
      columns={[
        {
          title: t("indicator"),
          className: "wrap-cell",
          render: (_, row) => {
            const indicator = known.get(row.indicator_code);
            const name = i18n.language === "en" ? indicator?.name_en : indicator?.name;
            return (
              <Link to={`/values/sheets/${row.indicator_code}?year=${String(year)}&period=${row.value_name}`}>
                {name ?? row.indicator_code}
              </Link>
            );
          },
        },
        {
          title: t("owner"),
          render: (_, row) => nameUnit(known.get(row.indicator_code)?.owner_unit_code ?? "") || "–",
        },
        {
          title: t("state"),
          render: (_, row) => <State row={row} />,
        },
        { title: t("unitCount"), dataIndex: "unit_count", className: "num", align: "right" },
        { title: t("missing"), dataIndex: "missing_count", className: "num", align: "right" },
        { title: t("waiting"), dataIndex: "waiting_count", className: "num", align: "right" },
        { title: t("confirmedCount"), dataIndex: "confirmed_count", className: "num", align: "right" },
      ]}
    />
  );
}

function State({ row }: { row: Progress }) {
  const { t } = useTranslation("values");
  if (row.missing_count > 0) return <StateTag label={t("stateMissing")} tone="due" />;
  if (row.waiting_count > 0) return <StateTag label={t("stateWaiting")} tone="open" />;
  return <StateTag label={t("stateDone")} tone="done" />;
}
