import { useQuery } from "@tanstack/react-query";
import { Descriptions } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { revisionsQuery, valueQuery, type Value } from "./queries";
import { useMay } from "@/auth/session";
import { showTime } from "@/lib/dates";
import { isNegative, isZero, showShort } from "@/lib/decimals";
import { indicatorsQuery } from "@/lib/indicators";
import { useUnitNames } from "@/lib/units";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton } from "@/ui/Skeletons";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { UnitLink } from "@/ui/UnitLink";
import { WideTable } from "@/ui/WideTable";
import layout from "@/ui/layout.module.css";

const TONES = { confirmed: "done", entered: "open", superseded: "still" } as const;

/** What the owner of an indicator entered for a unit, beside what the unit itself had claimed. */
export default function ValuePage() {
  const { t, i18n } = useTranslation("values");
  const { id = "" } = useParams();
  const nameUnit = useUnitNames();
  const mayReadIndicators = useMay()("targets:indicator:read");
  const value = useQuery(valueQuery(id));
  const indicators = useQuery({
    ...indicatorsQuery(value.data?.year ?? 0),
    enabled: value.isSuccess && mayReadIndicators,
  });
  if (value.isPending) return <PageSkeleton />;
  if (value.isError) return <ErrorState error={value.error} onRetry={() => void value.refetch()} />;
  const row = value.data;
  const indicator = indicators.data?.find(({ code }) => code === row.indicator_code);
  const name = (i18n.language === "en" ? indicator?.name_en : indicator?.name) ?? row.indicator_code;
  const unit = nameUnit(row.unit_code);
  return (
    <>
      <PageHeader
        title={t("valueOf", { unit, name })}
        number={row.indicator_code}
        trail={[{ label: unit, path: `/overview/units/${row.unit_code}/why?year=${String(row.year)}` }]}
        note={t("note", { year: row.year, owner: row.entered_by_name })}
      />
      <div className="stack">
        <Figures row={row} unit={unit} measure={indicator?.unit_of_measure ?? ""} />
        <Revisions row={row} />
      </div>
    </>
  );
}

function Figures({ row, unit, measure }: { row: Value; unit: string; measure: string }) {
  const { t } = useTranslation("values");
  const figure = (value: string | null): string => (value === null ? "–" : `${showShort(value)} ${measure}`.trim());
  return (
    <section className="card" aria-label={t("figures")}>
      <p className={layout.lead}>
        <Difference row={row} />
      </p>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "unit", label: t("unit"), children: <UnitLink code={row.unit_code} name={unit} /> },
          { key: "actual", label: t("actual"), children: <strong className="num">{figure(row.actual)}</strong> },
          { key: "target", label: t("target"), children: <span className="num">{figure(row.target)}</span> },
          { key: "claim", label: t("claim"), children: <span className="num">{figure(row.claim)}</span> },
          { key: "entered", label: t("entered"), children: by(row.entered_by_name, row.entered_at) },
          { key: "confirmed", label: t("confirmed"), children: by(row.confirmed_by_name, row.confirmed_at) },
          ...(row.is_of_own_unit ? [{ key: "own", label: t("sample"), children: t("ownUnit") }] : []),
          ...(row.note ? [{ key: "note", label: t("remark"), children: row.note }] : []),
        ]}
      />
    </section>
  );
}

function by(name: string | null, at: string | null): string {
  return name === null ? "–" : `${name} ${showTime(at)}`.trim();
}

function Difference({ row }: { row: Value }) {
  const { t } = useTranslation("values");
  if (row.difference === null) return <>{t("noClaim")}</>;
  if (isZero(row.difference)) return <>{t("sameAsClaim")}</>;
  const difference = showShort(row.difference.replace("-", ""));
  return <>{t(isNegative(row.difference) ? "claimedLess" : "claimedMore", { difference })}</>;
}

function Revisions({ row }: { row: Value }) {
  const { t } = useTranslation("values");
  const revisions = useQuery(revisionsQuery(row));
  if (revisions.isError) return <ErrorState error={revisions.error} onRetry={() => void revisions.refetch()} />;
  return (
    <section className="card" aria-label={t("revisions")}>
      <strong>{t("revisions")}</strong>
      <WideTable<Value>
        label={t("revisions")}
        size="small"
        rowKey="id"
        loading={revisions.isPending}
        dataSource={revisions.data ?? []}
        columns={[
          { title: t("revision"), dataIndex: "revision", className: "num", align: "right" },
          { title: t("actual"), className: "num", align: "right", render: (_, one) => showShort(one.actual) },
          {
            title: t("state"),
            render: (_, one) => <StateTag label={t(`states.${one.state}`)} tone={TONES[one.state]} />,
          },
          { title: t("entered"), render: (_, one) => by(one.entered_by_name, one.entered_at) },
          { title: t("confirmed"), render: (_, one) => by(one.confirmed_by_name, one.confirmed_at) },
          { title: t("reason"), render: (_, one) => one.reason ?? "–" },
        ]}
      />
    </section>
  );
}
