import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { BatchDialog } from "./BatchDialog";
import { firstDeductions, STATES, type BatchVerb, type DeductionFilters, type DeductionRow } from "./queries";
import { RefusedRows, type Refused } from "./RefusedRows";
import { toneOfState } from "./tones";
import type { Schema } from "@/api/client";
import { keys } from "@/api/keys";
import { useMay, type Permission } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { useUnitOptions } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { DataList } from "@/ui/DataList";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import layout from "@/ui/layout.module.css";

/** What may be done to many at once, by the state that is being looked at. */
const BATCHES: Partial<Record<string, { verb: BatchVerb; permission: Permission }>> = {
  recorded: { verb: "confirm", permission: "supervision:deduction:confirm" },
  confirmed: { verb: "notify", permission: "supervision:deduction:confirm" },
  effective: { verb: "publish", permission: "supervision:deduction:publish" },
};

const PUBLISHED: Partial<Record<string, boolean>> = { yes: true, no: false };

export default function DeductionsPage() {
  const { t, i18n } = useTranslation("deductions");
  const may = useMay();
  const { message } = App.useApp();
  const [year] = useYear();
  const units = useUnitOptions();
  const [state] = useUrlState("state");
  const [unit] = useUrlState("unit");
  const [search] = useUrlState("search");
  const [published] = useUrlState("published");
  const [selected, select] = useState<readonly DeductionRow[]>([]);
  const [asked, ask] = useState<BatchVerb | null>(null);
  const [left, leave] = useState<{ done: number; rows: readonly Refused[] }>({ done: 0, rows: [] });
  const wantedYear = search ? undefined : year; // a number names its own year
  const filters: DeductionFilters = {
    year: wantedYear,
    state: STATES.find((value) => value === state),
    unit,
    search,
    published: PUBLISHED[published ?? ""],
  };
  const batch = BATCHES[filters.state ?? ""];
  const canBatch = batch !== undefined && may(batch.permission);
  const taken = ({ written, items }: Schema<"BatchOutcome">): void => {
    const refused = items.filter((row) => row.status === "refused");
    const reasons = refused.map(({ index, errors }) => ({
      number: selected[index]?.number ?? "",
      reason: errors.map(({ message: sentence }) => sentence).join(" "),
    }));
    leave({ done: written, rows: reasons });
    select(refused.flatMap(({ index }) => selected[index] ?? []));
    if (refused.length === 0) void message.success(t("batch.done", { count: written }));
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          canBatch && (
            <Button
              type="primary"
              disabled={selected.length === 0}
              onClick={() => {
                ask(batch.verb);
              }}
            >
              {t(`batch.${batch.verb}`, { count: selected.length })}
            </Button>
          )
        }
      />
      {left.rows.length > 0 && (
        <RefusedRows
          {...left}
          onClose={() => {
            leave({ done: 0, rows: [] });
          }}
        />
      )}
      <BatchDialog
        verb={asked}
        rows={selected}
        onTaken={taken}
        onClose={() => {
          ask(null);
        }}
      />
      <DataList<DeductionRow>
        caption={t("title")}
        queryKey={keys.deductions.list(filters)}
        firstPage={() => firstDeductions(filters)}
        rowKey={(row) => row.id}
        empty={{ title: t("empty"), hint: t("emptyHint") }}
        {...(canBatch && {
          rowSelection: {
            selectedRowKeys: selected.map(({ id }) => id),
            onChange: (_: React.Key[], rows: DeductionRow[]) => {
              select(rows);
            },
          },
        })}
        filters={
          <FilterBar
            filters={[
              {
                name: "state",
                label: t("state"),
                options: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
              },
              { name: "unit", label: t("unit"), options: units, isLong: true },
              {
                name: "published",
                label: t("published"),
                options: [
                  { value: "yes", label: t("yes") },
                  { value: "no", label: t("notPublished") },
                ],
              },
              { name: "search", label: t("number") },
            ]}
            onChange={() => {
              select([]);
            }}
          />
        }
        columns={[
          {
            title: t("number"),
            dataIndex: "number",
            className: "num",
            render: (number: string, row) => <Link to={`/deductions/${row.id}`}>{number}</Link>,
          },
          { title: t("unit"), dataIndex: "unit_name" },
          { title: t("rule"), render: (_, row) => (i18n.language === "en" ? row.rule_title_en : row.rule_title) },
          { title: t("occurred"), className: "num", render: (_, row) => showTime(row.occurred_at) },
          { title: t("place"), dataIndex: "place", responsive: ["lg"] },
          {
            title: t("points"),
            align: "right",
            className: "num",
            render: (_, row) => <span className={layout.wrong}>{`−${showShort(row.points)}`}</span>,
          },
          {
            title: t("state"),
            render: (_, row) => <StateTag label={t(`states.${row.state}`)} tone={toneOfState(row.state)} />,
          },
          { title: t("published"), render: (_, row) => (row.published_at ? t("yes") : "–"), responsive: ["lg"] },
        ]}
      />
    </>
  );
}
