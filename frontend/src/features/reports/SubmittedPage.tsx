import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LightSign } from "./LightSign";
import { acceptReports, firstSubmitted, type ReportRow, type SubmittedFilters } from "./queries";
import { keys } from "@/api/keys";
import { showMonth, showTime } from "@/lib/dates";
import { useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { ReasonDialog } from "@/ui/dialogs";
import { FilterBar } from "@/ui/FilterBar";
import layout from "@/ui/layout.module.css";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** What units have handed in and the office has not judged yet, accepted together after a question. */
export default function SubmittedPage() {
  const { t } = useTranslation("reports");
  const [year] = useYear();
  const [month] = useUrlState("month");
  const [unit] = useUrlState("unit");
  const units = useUnitOptions();
  const [chosen, choose] = useState<readonly ReportRow[]>([]);
  const [isAsking, ask] = useState(false);
  const filters: SubmittedFilters = { year, month: MONTHS.find((value) => String(value) === month), unit };
  const sum = (key: "yellow_count" | "red_count"): number => chosen.reduce((total, row) => total + row[key], 0);
  return (
    <>
      <PageHeader
        title={t("submittedTitle", { year })}
        trail={[{ label: t("title", { year }), path: `/reports?year=${String(year)}` }]}
        note={t("submittedNote")}
        actions={
          <Button
            type="primary"
            disabled={chosen.length === 0}
            onClick={() => {
              ask(true);
            }}
          >
            {t("acceptChosen", { count: chosen.length })}
          </Button>
        }
      />
      <DataList<ReportRow>
        caption={t("submittedTitle", { year })}
        queryKey={keys.reports.list(filters)}
        firstPage={() => firstSubmitted(filters)}
        rowKey={(row) => row.id}
        empty={{ title: t("noSubmitted"), hint: t("noSubmittedHint") }}
        rowSelection={{
          selectedRowKeys: chosen.map((row) => row.id),
          onChange: (_, rows) => {
            choose(rows);
          },
          getTitleCheckboxProps: () => ({ "aria-label": t("allUnits") }),
          getCheckboxProps: (row) => ({
            "aria-label": t("chooseOne", { name: row.unit_name, month: showMonth(row.month) }),
          }),
        }}
        filters={
          <FilterBar
            onChange={() => {
              choose([]);
            }}
            filters={[
              {
                name: "month",
                label: t("month"),
                options: MONTHS.map((value) => ({ value, label: showMonth(value) })),
              },
              { name: "unit", label: t("unit"), options: units, isLong: true },
            ]}
          />
        }
        columns={[
          {
            title: t("unit"),
            render: (_, row) => <Link to={`/reports/${row.id}`}>{row.unit_name}</Link>,
          },
          { title: t("month"), render: (_, row) => showMonth(row.month) },
          {
            title: t("submittedOn"),
            className: "num",
            render: (_, row) => (
              <>
                {showTime(row.submitted_at)} {row.is_late && <StateTag label={t("late")} tone="due" />}
              </>
            ),
          },
          {
            title: t("lights.yellow"),
            className: "num",
            render: (_, row) => (row.yellow_count ? <LightSign light="yellow" count={row.yellow_count} /> : "–"),
          },
          {
            title: t("lights.red"),
            className: "num",
            render: (_, row) => (row.red_count ? <LightSign light="red" count={row.red_count} /> : "–"),
          },
        ]}
      />
      <ReasonDialog
        open={isAsking}
        title={t("askAcceptMany", { count: chosen.length })}
        confirmText={t("acceptChosen", { count: chosen.length })}
        onConfirm={() => acceptReports(chosen.map((row) => row.id))}
        touches={["reports"]}
        onDone={() => {
          choose([]);
        }}
        onClose={() => {
          ask(false);
        }}
      >
        <p className={layout.flush}>
          {t("acceptManyEffect", {
            count: chosen.length,
            units: new Set(chosen.map((row) => row.unit_code)).size,
            yellow: sum("yellow_count"),
            red: sum("red_count"),
          })}
        </p>
      </ReasonDialog>
    </>
  );
}
