import { App, Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LightSign } from "./LightSign";
import { LineRow } from "./LineRow";
import { changedLines, countLights, entriesOf, faults, lightOf, typedFrom } from "./lines";
import { saveReport, submitReport, type Light, type Report } from "./queries";
import { showMonth } from "@/lib/dates";
import { showShort } from "@/lib/decimals";
import { useAct } from "@/lib/useAct";
import { Problem } from "@/ui/Problem";
import { ReasonDialog } from "@/ui/dialogs";
import "./reports.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./ReportEditor.module.css";

const LIGHTS: readonly Light[] = ["green", "yellow", "red", "none"];

/** Last month beside this month: only what changed is typed, the light follows while typing. */
export function ReportEditor({ report }: { report: Report }) {
  const { t, i18n } = useTranslation("reports");
  const { message } = App.useApp();
  const canEdit = report.actions.some((action) => action.name === "save" && action.allowed);
  const [typed, setTyped] = useState(() => typedFrom(report.lines));
  const [summary, setSummary] = useState(report.summary);
  const [isChecked, check] = useState(false);
  const [isAsked, ask] = useState(false);
  const found = faults(report.lines, typed);
  const changed = changedLines(report.lines, typed);
  const counts = countLights(report.lines, typed);
  const draft = () => ({ entries: entriesOf(typed), summary });
  const save = useAct({
    act: () => saveReport(report.id, report.version, draft()),
    touches: ["reports"],
    onDone: () => {
      void message.success(t("saved"));
    },
  });
  const begin = (): void => {
    check(true);
    if (Object.keys(found).length === 0) ask(true);
  };
  return (
    <section className="card" aria-label={t("lines")}>
      <ul className="report-lines">
        <li className="report-line report-head" aria-hidden="true">
          <span>{t("indicator")}</span>
          <span className="report-last">{t("lastMonth")}</span>
          <span>{t("thisMonth")}</span>
          <span>{t("light")}</span>
          <span>{t("note")}</span>
        </li>
        {report.lines.map((line) => (
          <LineRow
            key={line.indicator_code}
            line={line}
            typed={typed[line.indicator_code] ?? { value: "", note: "" }}
            isChanged={changed.includes(line)}
            {...(canEdit && {
              onType: (next) => {
                setTyped({ ...typed, [line.indicator_code]: next });
              },
            })}
            {...(isChecked && found[line.indicator_code] && { fault: found[line.indicator_code] })}
          />
        ))}
      </ul>
      <div className={styles.summary}>
        <strong>{t("summary")}</strong>
        {canEdit ? (
          <Input.TextArea
            value={summary}
            rows={3}
            maxLength={4000}
            aria-label={t("summary")}
            placeholder={t("summaryHint")}
            onChange={(event) => {
              setSummary(event.target.value);
            }}
          />
        ) : (
          <p className={styles.written}>{report.summary || t("noSummary")}</p>
        )}
      </div>
      <Problem of={save} />
      {canEdit && (
        <div className={classNames("row", styles.foot)} aria-live="polite">
          <Button type="primary" onClick={begin}>
            {t("submit")}
          </Button>
          <Button
            loading={save.isBusy}
            onClick={() => {
              save.run();
            }}
          >
            {t("save")}
          </Button>
          <span className="muted">{t("changedCount", { count: changed.length })}</span>
          {LIGHTS.filter((light) => counts[light] > 0).map((light) => (
            <span key={light}>
              <LightSign light={light} /> {counts[light]}
            </span>
          ))}
          {isChecked && Object.keys(found).length > 0 && (
            <span role="alert" className={layout.wrong}>
              {t("faulty", { count: Object.keys(found).length })}
            </span>
          )}
        </div>
      )}
      <ReasonDialog
        open={isAsked}
        title={t("askSubmit", { name: report.unit_name, month: showMonth(report.month) })}
        confirmText={t("submit")}
        onConfirm={() => submitReport(report.id, draft())}
        touches={["reports"]}
        onClose={() => {
          ask(false);
        }}
      >
        <p className={layout.flush}>
          {t("willBeRead", { count: report.lines.length, ...counts, changed: changed.length })}
        </p>
        <ul className={styles.changes}>
          {changed.map((line) => {
            const value = typed[line.indicator_code]?.value ?? "";
            return (
              <li key={line.indicator_code}>
                {i18n.language === "en" ? line.indicator_name_en : line.indicator_name}{" "}
                <span className="num">
                  {line.last_value === null ? "–" : showShort(line.last_value)} {"→"} {value || "–"}
                </span>{" "}
                <LightSign light={lightOf(line, value)} />
              </li>
            );
          })}
        </ul>
        {summary && <p className={styles.typed}>{summary}</p>}
      </ReasonDialog>
    </section>
  );
}
