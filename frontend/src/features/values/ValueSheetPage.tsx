import { useQuery } from "@tanstack/react-query";
import { Alert, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { sheetQuery } from "./queries";
import { SheetForm } from "./SheetForm";
import { useMay } from "@/auth/session";
import { indicatorsQuery } from "@/lib/indicators";
import { useUnitNames } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { sayValueName, VALUE_NAMES, valueNameOptions } from "@/lib/valueNames";
import { useYear } from "@/lib/year";
import { PageHeader } from "@/ui/PageHeader";
import { TableSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";
import layout from "@/ui/layout.module.css";

/** One indicator over all units: its owner enters, the verification team confirms. */
export default function ValueSheetPage() {
  const { t, i18n } = useTranslation("values");
  const { code = "" } = useParams();
  const [year] = useYear();
  const [kept, keep] = useUrlState("period");
  const period = kept ?? VALUE_NAMES[0]!;
  const may = useMay();
  const nameUnit = useUnitNames();
  const indicators = useQuery({ ...indicatorsQuery(year), enabled: may("targets:indicator:read") });
  const indicator = indicators.data?.find((one) => one.code === code);
  const name = (i18n.language === "en" ? indicator?.name_en : indicator?.name) ?? code;
  const measure = indicator?.unit_of_measure ?? "–";
  const owner = indicator ? nameUnit(indicator.owner_unit_code) : "–";
  const sheet = useQuery(sheetQuery(year, code, period));
  const refused = may("targets:value:enter")
    ? sheet.data?.actions.find(({ name: verb, allowed }) => verb === "enter" && !allowed)
    : undefined;
  return (
    <>
      <PageHeader
        title={t("sheetTitle", { name, period: sayValueName(period) })}
        number={code}
        trail={[{ label: t("title", { year }), path: `/values?year=${String(year)}&period=${period}` }]}
        note={t("sheetNote", { measure, owner })}
      />
      <div className="stack">
        <label>
          <span className="muted">{t("period")}</span>{" "}
          <Select
            aria-label={t("period")}
            className={layout.choiceField}
            value={period}
            options={valueNameOptions()}
            onChange={keep}
          />
        </label>
        {refused?.reason && <Alert type="info" role="note" showIcon title={refused.reason} />}
        {sheet.isPending || indicators.isLoading ? (
          <TableSkeleton columns={5} />
        ) : sheet.isError ? (
          <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />
        ) : sheet.data.rows.length === 0 ? (
          <section className="card">
            <EmptyState title={t("noRows")} hint={t("noRowsHint")} />
          </section>
        ) : (
          <SheetForm
            key={`${String(year)}-${code}-${period}`}
            sheet={sheet.data}
            about={{ name, measure, places: indicator?.places ?? 6 }}
          />
        )}
      </div>
    </>
  );
}
