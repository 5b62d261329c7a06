import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { LightSum } from "./LightSum";
import { LIGHTS, reportFile, reportQuery, type Report } from "./queries";
import { RoundLight } from "./RoundLight";
import { dueOf, foundOf, nameOf } from "./words";
import { useClassNames } from "@/lib/classes";
import { showDate } from "@/lib/dates";
import { saveBlob } from "@/lib/saving";
import { useAct } from "@/lib/useAct";
import { PageHeader } from "@/ui/PageHeader";
import { Problem } from "@/ui/Problem";
import { ScrollArea } from "@/ui/ScrollArea";
import { PageSkeleton } from "@/ui/Skeletons";
import { EmptyState, ErrorState } from "@/ui/states";
import { PrintButton } from "@/ui/why/PrintButton";
import "./rounds.css";

/** The quarter's report as it is printed and handed round. */
export default function ReportPage() {
  const { t } = useTranslation("quarterly");
  const { id = "" } = useParams();
  const report = useQuery(reportQuery(id));
  const download = useAct({
    act: async (title: string) => {
      saveBlob(await reportFile(id), `${title}.xlsx`);
    },
  });
  if (report.isError) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  if (report.isPending) return <PageSkeleton />;
  const { round } = report.data;
  const title = t("reportTitle", { round: round.title });
  return (
    <>
      <PageHeader
        title={title}
        trail={[
          { label: t("title", { year: round.year }), path: `/rounds?year=${String(round.year)}` },
          { label: round.title, path: `/rounds/${round.id}` },
        ]}
        note={t("closedBy", { name: round.closed_by_name, day: showDate(round.closed_at) })}
        actions={
          <>
            <Button
              loading={download.isBusy}
              onClick={() => {
                download.run(title);
              }}
            >
              {t("excel")}
            </Button>
            <PrintButton />
          </>
        }
      />
      <div className="stack">
        <Problem of={download} />
        <section className="card report-sentences" aria-label={t("inShort")}>
          {report.data.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </section>
        <LightSum counts={report.data.counts} rules={report.data.rule_sentences} />
        <Counts report={report.data} />
        <Reds report={report.data} />
      </div>
    </>
  );
}

function Change({ now, before }: { now: number; before: number | undefined }) {
  const { t } = useTranslation("quarterly");
  if (before === undefined) return null;
  const difference = now - before;
  const text = difference > 0 ? `+${String(difference)}` : difference < 0 ? `−${String(-difference)}` : "±0";
  return (
    <span className="muted num light-change" title={t("againstBefore")}>
      {text}
    </span>
  );
}

function Counts({ report }: { report: Report }) {
  const { t } = useTranslation("quarterly");
  const className = useClassNames();
  const head = (
    <thead>
      <tr>
        <th scope="col">{t("unit")}</th>
        {LIGHTS.map((light) => (
          <th key={light} scope="col" className="num">
            <RoundLight light={light} />
          </th>
        ))}
        <th scope="col" className="num">
          <RoundLight light={null} />
        </th>
      </tr>
    </thead>
  );
  const cells = ({ counts, counts_before: before }: Pick<Report["units"][number], "counts" | "counts_before">) => (
    <>
      {LIGHTS.map((light) => (
        <td key={light} className="num" data-light={light === "red" && counts.red > 0 ? "red" : undefined}>
          {counts[light]} <Change now={counts[light]} before={before?.[light]} />
        </td>
      ))}
      <td className="num">{counts.awaited}</td>
    </>
  );
  return (
    <section className="card report-table" aria-label={t("byClass")}>
      <strong>{t("byClass")}</strong>{" "}
      {report.previous && (
        <span className="muted">
          {t("changeNote", { year: report.previous.year, period: t(`periods.${report.previous.period}`) })}
        </span>
      )}
      <ScrollArea label={t("byClass")}>
        <table className="lights-table report-counts">
          {head}
          <tbody>
            {report.classes.map((row) => {
              const units = report.units.filter((unit) => unit.class_code === row.class_code);
              return [
                <tr key={row.class_code ?? ""} className="lights-class">
                  <th scope="row">
                    {row.class_code === null ? t("noClass") : className(row.class_code)}{" "}
                    <span className="muted num">{t("unitCount", { count: row.unit_count })}</span>
                  </th>
                  {cells(row)}
                </tr>,
                ...units.map((unit) => (
                  <tr key={unit.unit_code}>
                    <th scope="row" className="report-unit">
                      {unit.unit_name}
                    </th>
                    {cells(unit)}
                  </tr>
                )),
              ];
            })}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}

function Reds({ report }: { report: Report }) {
  const { t } = useTranslation("quarterly");
  return (
    <section className="card report-table" aria-label={t("reds")}>
      <strong>{t("reds")}</strong>
      {report.reds.length === 0 ? (
        <EmptyState isRelief title={t("noReds")} />
      ) : (
        <ScrollArea label={t("reds")}>
          <table className="lights-table report-reds">
            <thead>
              <tr>
                {(["unit", "line", "due", "finding", "nowLight", "madeGood"] as const).map((name) => (
                  <th key={name} scope="col" className={name === "due" ? "num" : undefined}>
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {report.reds.map((red) => (
                <tr key={red.id}>
                  <th scope="row">{red.unit_name}</th>
                  <td data-label={t("line")}>{nameOf(red)}</td>
                  <td data-label={t("due")} className="num">
                    {dueOf(red)}
                  </td>
                  <td data-label={t("finding")}>
                    <span className="num">{foundOf(red, red.unit_of_measure)}</span>
                    <span className="item-note">{red.finding}</span>
                  </td>
                  <td data-label={t("nowLight")}>
                    <RoundLight light={red.light} />
                  </td>
                  <td data-label={t("madeGood")}>{red.made_good ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </section>
  );
}
