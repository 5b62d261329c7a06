import { useTranslation } from "react-i18next";

/** What the heading row of the workbook must say, as pairs of what and which. */
export function ColumnsCard({ rows }: { rows: readonly (readonly [string, string])[] }) {
  const { t } = useTranslation("imports");
  return (
    <section className="card" aria-label={t("columns.title")}>
      <strong>{t("columns.title")}</strong>
      <dl className="import-columns">
        {rows.map(([what, which]) => (
          <div key={what} style={{ display: "contents" }}>
            <dt>{what}</dt>
            <dd>{which}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
