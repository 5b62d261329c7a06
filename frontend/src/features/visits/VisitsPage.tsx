import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { firstVisits, KINDS, type VisitFilters, type VisitRow } from "./queries";
import { VisitDialog } from "./VisitDialog";
import { keys } from "@/api/keys";
import { useMay } from "@/auth/session";
import { showMonth, showTime } from "@/lib/dates";
import { useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { NewButton } from "@/ui/NewButton";
import { PageHeader } from "@/ui/PageHeader";

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** Visits of the year, newest first: where, of which kind, and what was seen. */
export default function VisitsPage() {
  const { t } = useTranslation(["visits", "app"]);
  const mayRecord = useMay()("supervision:visit:write");
  const navigate = useNavigate();
  const [year] = useYear();
  const [month] = useUrlState("month");
  const [kind] = useUrlState("kind");
  const [unit] = useUrlState("unit");
  const [isAsked, ask] = useState(false);
  const units = useUnitOptions();
  const filters: VisitFilters = {
    year,
    month: MONTHS.find((value) => String(value) === month),
    kind: KINDS.find((value) => value === kind),
    unit,
  };
  const isFiltered = Boolean(filters.month ?? filters.kind ?? unit);
  return (
    <>
      <PageHeader
        title={t("title", { year })}
        note={t("note")}
        actions={mayRecord && <NewButton label={t("record")} onOpen={ask} />}
      />
      <DataList<VisitRow>
        caption={t("title", { year })}
        queryKey={keys.visits.list(filters)}
        firstPage={() => firstVisits(filters)}
        rowKey={(row) => row.id}
        empty={
          isFiltered
            ? { title: t("noMatch"), hint: t("noMatchHint") }
            : { title: t("empty", { year }), hint: t(mayRecord ? "emptyRecord" : "emptyHint") }
        }
        filters={
          <FilterBar
            filters={[
              {
                name: "month",
                label: t("month"),
                options: MONTHS.map((value) => ({ value, label: showMonth(value) })),
              },
              {
                name: "kind",
                label: t("kind"),
                options: KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
              },
              { name: "unit", label: t("unit"), options: units, isLong: true },
            ]}
          />
        }
        columns={[
          {
            title: t("number"),
            className: "num",
            render: (_, row) => <Link to={`/visits/${row.id}`}>{row.number}</Link>,
          },
          { title: t("unit"), dataIndex: "unit_name" },
          { title: t("kind"), render: (_, row) => t(`kinds.${row.kind}`) },
          { title: t("visitedAt"), className: "num", render: (_, row) => showTime(row.visited_at) },
          { title: t("place"), dataIndex: "place", className: "wrap-cell", responsive: ["lg"] },
          { title: t("findings"), dataIndex: "findings", className: "wrap-cell" },
          { title: t("recordedBy"), render: (_, row) => row.recorded_by ?? "–", responsive: ["xl"] },
        ]}
      />
      <VisitDialog
        open={isAsked}
        onDone={(visit) => navigate(`/visits/${visit.id}`)}
        onClose={() => {
          ask(false);
        }}
      />
    </>
  );
}
