import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChangesTable } from "../ChangesTable";
import { changesQuery, schemesOfYearQuery } from "./cycleQueries";
import type { Scheme } from "../queries";
import { EmptyState, ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./SchemeChanges.module.css";

/** What differs from the edition before, from last year's scheme, or from any other that is chosen. */
export function SchemeChanges({ scheme }: { scheme: Scheme }) {
  const { t } = useTranslation(["cycle", "schemes"]);
  const [against, choose] = useState<string | null>(null);
  const found = useQuery(changesQuery(scheme.id, against));
  const thisYear = useQuery(schemesOfYearQuery(scheme.year));
  const lastYear = useQuery(schemesOfYearQuery(scheme.year - 1));
  const others = [...(thisYear.data ?? []), ...(lastYear.data ?? [])].filter(
    (row) => row.id !== scheme.id && row.subject_kind === scheme.subject_kind,
  );
  const chosen = against ?? found.data?.against?.id;
  const title = t("changes");
  return (
    <section aria-labelledby="scheme-changes" className={styles.section}>
      <div className={classNames("row", layout.apartCentred)}>
        <h2 id="scheme-changes">{title}</h2>
        {others.length > 0 && (
          <Select
            aria-label={t("against")}
            placeholder={t("against")}
            className={classNames("no-print", styles.version)}

            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: "label" }}
            {...(chosen && { value: chosen })}
            onChange={choose}
            options={others.map((row) => ({
              value: row.id,
              label: t("other", { name: row.name, year: row.year, edition: row.edition }),
            }))}
          />
        )}
      </div>
      {found.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && !found.data.against && <p className="muted">{t("first")}</p>}
      {found.data?.against && found.data.changes.length === 0 && (
        <EmptyState isRelief title={t("same", { name: found.data.against.name })} />
      )}
      {found.data?.against && found.data.changes.length > 0 && (
        <>
          <p className="muted">
            {t("differs", {
              name: found.data.against.name,
              year: found.data.against.year,
              edition: found.data.against.edition,
              count: found.data.changes.length,
            })}
          </p>
          <ChangesTable label={title} changes={found.data.changes} />
        </>
      )}
    </section>
  );
}
