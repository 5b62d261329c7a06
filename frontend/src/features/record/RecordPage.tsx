import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { countRows, yearsOf, type CountRow } from "./counts";
import { firstOutcomes, recordQuery, SOURCES, type Outcome, type OutcomeFilters } from "./queries";
import { Link } from "react-router";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { showDate } from "@/lib/dates";
import { OUTCOME_KINDS } from "@/lib/personnel";
import { useUnitNames } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { WideTable } from "@/ui/WideTable";

/** What results led to, counted by kind and year, and every single outcome below. */
export default function RecordPage() {
  const { t } = useTranslation("record");
  const [year] = useYear();
  const [of] = useUrlState("of");
  const [kindName] = useUrlState("kind");
  const [sourceName] = useUrlState("source");
  const filters: OutcomeFilters = {
    year: of ? Number(of) : undefined,
    kind: OUTCOME_KINDS.find((value) => value === kindName),
    source: SOURCES.find((value) => value === sourceName),
  };
  const unitName = useUnitNames();
  const importLink = useMay()("personnel:outcome:import") && <Link to="/record/import">{t("import")}</Link>;
  const years = [year - 2, year - 1, year];
  return (
    <>
      <PageHeader title={t("title")} note={t("note", { from: year - 2, to: year })} actions={importLink} />
      <div className="stack">
        <Counts from={year - 2} to={year} />
        <DataList<Outcome>
          caption={t("list")}
          queryKey={keys.record.list(filters)}
          firstPage={() => firstOutcomes(filters)}
          rowKey={(row) => row.id}
          empty={{ title: t("empty"), hint: t("emptyHint"), ...(importLink && { action: importLink }) }}
          filters={
            <FilterBar
              filters={[
                { name: "of", label: t("year"), options: years.map((value) => ({ value, label: String(value) })) },
                {
                  name: "kind",
                  label: t("kind"),
                  options: OUTCOME_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
                },
                {
                  name: "source",
                  label: t("source"),
                  options: SOURCES.map((value) => ({ value, label: t(`sources.${value}`) })),
                },
              ]}
            />
          }
          columns={[
            { title: t("date"), className: "num", render: (_, row) => showDate(row.decided_on) },
            { title: t("name"), dataIndex: "cadre_name" },
            { title: t("unit"), render: (_, row) => (row.unit_code ? unitName(row.unit_code) : "–") },
            { title: t("kind"), render: (_, row) => t(`kinds.${row.kind}`) },
            { title: t("decisionNumber"), dataIndex: "decision_number" },
            {
              title: t("source"),
              render: (_, row) => (
                <StateTag label={t(`sources.${row.source}`)} tone={row.source === "imported" ? "still" : "done"} />
              ),
            },
            { title: t("recordedBy"), dataIndex: "recorded_by_name" },
          ]}
        />
      </div>
    </>
  );
}

function Counts({ from, to }: { from: number; to: number }) {
  const { t } = useTranslation("record");
  const record = useQuery(recordQuery(from, to));
  if (record.isPending) return <Skeleton active paragraph={{ rows: 7 }} />;
  if (record.isError) return <ErrorState error={record.error} onRetry={() => void record.refetch()} />;
  return (
    <section aria-label={t("counts")}>
      <WideTable<CountRow>
        label={t("counts")}
        rowKey={(row) => row.kind}
        dataSource={countRows(record.data, OUTCOME_KINDS)}
        columns={[
          { title: t("kind"), render: (_, row) => t(`kinds.${row.kind}`) },
          ...yearsOf(record.data).map((year) => ({
            title: String(year),
            align: "right" as const,
            className: "num",
            render: (_: unknown, row: CountRow) => {
              const count = row.byYear[year];
              return count && count.total > 0 ? (
                <>
                  <strong>{count.total}</strong>{" "}
                  <span className="muted">{t("split", { decided: count.decided, imported: count.imported })}</span>
                </>
              ) : (
                <span className="muted">{"0"}</span>
              );
            },
          })),
          {
            title: t("sum"),
            align: "right",
            className: "num",
            render: (_, row) => (
              <>
                <strong>{row.total}</strong>{" "}
                <span className="muted">{t("split", { decided: row.decided, imported: row.imported })}</span>
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
