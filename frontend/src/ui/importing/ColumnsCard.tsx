import { useTranslation } from "react-i18next";
import styles from "./ColumnsCard.module.css";

/** What the heading row of the workbook must say, as pairs of what and which. */
export function ColumnsCard({ rows }: { rows: readonly (readonly [string, string])[] }) {
  const { t } = useTranslation("imports");
  return (
    <section className="card" aria-label={t("columns.title")}>
      <strong>{t("columns.title")}</strong>
      <dl className="import-columns">
        {rows.map(([what, which]) => (
          <div key={what} className={styles.pair}>
            <dt>{what}</dt>
            <dd>{which}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
