import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import styles from "./PrintPage.module.css";
import { tableQuery, type ResultTable } from "./queries";
import { useRemarks } from "./tableRows";
import { useSession } from "@/auth/session";
import { wordOf } from "@/i18n/words";
import { useClassNames } from "@/lib/classes";
import { showDate, showTime } from "@/lib/dates";
import { showDecimal } from "@/lib/decimals";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import { PageHeader } from "@/ui/PageHeader";
import { ScrollArea } from "@/ui/ScrollArea";
import { PageSkeleton } from "@/ui/Skeletons";
import { ErrorState } from "@/ui/states";

export default function PrintPage() {
  const { id = "" } = useParams();
  const table = useQuery(tableQuery(id));
  if (table.isPending) return <PageSkeleton />;
  if (table.isError) return <ErrorState error={table.error} onRetry={() => void table.refetch()} />;
  return <Sheet table={table.data} />;
}

/** A result as it lies before the committee: title, number, basis, table, lines to sign on. */
function Sheet({ table }: { table: ResultTable }) {
  const { t } = useTranslation("results");
  const { county_name: county } = useSession();
  const name = useClassNames()(table.class_code);
  const state = t(`states.${table.state}`);
  const number = table.scheme_document_number === null ? "" : ` ${table.scheme_document_number}`;
  const title = t("sheet.title", { county, year: table.year, name });
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={t("print")}
          trail={[
            { label: t("title", { year: table.year }), path: "/results" },
            { label: name, path: `/results/${table.result_id}` },
          ]}
          actions={
            <Button
              type="primary"
              onClick={() => {
                window.print();
              }}
            >
              {t("print")}
            </Button>
          }
        />
      </div>
      <article className={classNames("card", styles.sheet)}>
        <h2 className={styles.title}>{title}</h2>
        <p className={classNames("num", styles.number)}>
          {table.edition > 0 ? t("sheet.number", { edition: table.edition, state }) : t("sheet.draft", { state })}
          {table.published_at !== null && ` · ${showDate(table.published_at)}`}
        </p>
        <p className={layout.lead}>{t("sheet.basis", { scheme: table.scheme_name, number })}</p>
        <Lines table={table} title={title} />
        <div className={styles.signatures} role="group" aria-label={t("sheet.signatures")}>
          {(["made", "checked", "approved", "date"] as const).map((who) => (
            <div key={who} className={styles.line}>
              {t(`sheet.${who}`)}
            </div>
          ))}
        </div>
        <p className={classNames("muted num", layout.wraps)}>
          {t("sheet.asOf", { time: showTime(table.computed_at) })}
          <br />
          {t("sheet.digest", { digest: table.digest })}
        </p>
      </article>
    </>
  );
}

function Lines({ table, title }: { table: ResultTable; title: string }) {
  const { t } = useTranslation(["results", "app"]);
  const remarks = useRemarks();
  const ofCadres = table.subject_kind === "cadre";
  return (
    <ScrollArea label={title}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("rank")}</th>
            <th scope="col">{t("name")}</th>
            {ofCadres && <th scope="col">{t("table.unit")}</th>}
            {table.components.map((part) => (
              <th key={part.code} scope="col">
                {part.name}
                {part.full !== null && t("table.of", { full: part.full })}
              </th>
            ))}
            <th scope="col">{t("total")}</th>
            <th scope="col">{t("tier")}</th>
            <th scope="col">{t("table.remark")}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.subject_code}>
              <td className="num">{row.rank ?? "–"}</td>
              <th scope="row" className={styles.left}>
                {row.name}
              </th>
              {ofCadres && <td className={styles.left}>{row.unit_name}</td>}
              {table.components.map((part) => {
                const brought = row.components?.[part.code];
                return (
                  <td key={part.code} className="num">
                    {brought ? showDecimal(brought) : "–"}
                  </td>
                );
              })}
              <td className="num">
                <strong>{showDecimal(row.total)}</strong>
              </td>
              <td>{row.tier ? wordOf("app:tiers", row.tier) : "–"}</td>
              <td className={styles.left}>{remarks(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
