import { useQuery } from "@tanstack/react-query";
import { Alert, Select } from "antd";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { itemsQuery, sheetQuery, type ManualItem, type ManualLine } from "./queries";
import { merge, type Typed } from "./sheet";
import { SheetForm } from "./SheetForm";
import { WorkbookBar } from "./WorkbookBar";
import { useClassNames } from "@/lib/classes";
import { useUnitNames } from "@/lib/units";
import { useUrlState } from "@/lib/urlState";
import { useYear } from "@/lib/year";
import { PageHeader } from "@/ui/PageHeader";
import { PageSkeleton, TableSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";
import "./manual.css";

const keyOf = (item: ManualItem): string => `${item.scheme_code}~${item.item_code}`;

/** What the reader owns and enters by hand: one item at a time, all its subjects on one sheet. */
export default function ManualPage() {
  const { t, i18n } = useTranslation("manual");
  const [year] = useYear();
  const [chosen, choose] = useUrlState("item");
  const items = useQuery(itemsQuery(year, i18n.language));
  if (items.isPending) return <PageSkeleton />;
  if (items.isError) return <ErrorState error={items.error} onRetry={() => void items.refetch()} />;
  const item =
    items.data.find((one) => keyOf(one) === chosen) ??
    items.data.find((one) => one.entered_count < one.subject_count && one.reason === null) ??
    items.data[0];
  return (
    <>
      <PageHeader title={t("title", { year })} note={t("note")} />
      {item ? (
        <div className="stack">
          <label className="manual-choice">
            <span className="muted">{t("item")}</span>
            <Select
              aria-label={t("item")}
              value={keyOf(item)}
              showSearch={{ optionFilterProp: "label" }}
              onChange={choose}
              options={items.data.map((one) => ({
                value: keyOf(one),
                label: t("option", { ...one, scheme: one.scheme_name, item: one.item_name }),
              }))}
            />
          </label>
          <Sheet key={keyOf(item)} item={item} />
        </div>
      ) : (
        <section className="card">
          <EmptyState title={t("empty", { year })} hint={t("emptyHint")} />
        </section>
      )}
    </>
  );
}

function Sheet({ item }: { item: ManualItem }) {
  const { i18n } = useTranslation();
  const [typed, setTyped] = useState<Typed>({});
  const sheet = useQuery(sheetQuery(item, i18n.language));
  const nameClass = useClassNames();
  const nameUnit = useUnitNames();
  const nameGroup = useCallback(
    (line: ManualLine): string =>
      item.subject_kind === "unit" ? nameClass(line.class_code) : nameUnit(line.unit_code),
    [item.subject_kind, nameClass, nameUnit],
  );
  if (sheet.isPending) return <TableSkeleton columns={3} />;
  if (sheet.isError) return <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />;
  return (
    <>
      {item.reason && <Alert type="info" role="note" showIcon title={item.reason} />}
      <WorkbookBar
        item={item}
        onRead={(patch) => {
          setTyped((present) => merge(present, patch));
        }}
      />
      <SheetForm sheet={sheet.data} typed={typed} setTyped={setTyped} nameGroup={nameGroup} />
    </>
  );
}
