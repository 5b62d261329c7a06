import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { acceptReport, reportQuery, returnReport } from "./queries";
import { ReportEditor } from "./ReportEditor";
import { showMonth, showTime } from "@/lib/dates";
import { ReasonDialog } from "@/ui/dialogs";
import { PageHeader } from "@/ui/PageHeader";
import { StateTag } from "@/ui/StateTag";
import { EmptyState, ErrorState } from "@/ui/states";
import layout from "@/ui/layout.module.css";

const TONES = { awaited: "due", submitted: "open", returned: "bad", accepted: "done" } as const;

/** A month's report of one unit: typed by the unit, judged by the office, read by everybody who may. */
export default function ReportPage() {
  const { t } = useTranslation("reports");
  const { id = "" } = useParams();
  const [step, choose] = useState<"accept" | "return" | null>(null);
  const report = useQuery(reportQuery(id));
  if (report.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (report.isError) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  const row = report.data;
  const may = (name: string): boolean => row.actions.some((action) => action.name === name && action.allowed);
  const notNow = row.actions.find((action) => action.name === "submit" && !action.allowed)?.reason;
  const title = { name: row.unit_name, year: row.year, month: showMonth(row.month) };
  const close = (): void => {
    choose(null);
  };
  return (
    <>
      <PageHeader
        title={t("reportOf", title)}
        trail={[
          { label: t("title", { year: row.year }), path: `/reports?year=${String(row.year)}` },
          { label: row.unit_name, path: `/reports?year=${String(row.year)}&unit=${row.unit_code}` },
        ]}
        note={
          <>
            <StateTag label={t(`states.${row.state}`)} tone={TONES[row.state]} />
            {row.is_overdue && <StateTag label={t("overdue")} tone="bad" />}
            {row.is_late && <StateTag label={t("late")} tone="due" />}
            {t("dueOn", { time: showTime(row.due_at) })}{" "}
            {row.submitted_at && t("submittedBy", { name: row.submitted_by_name, time: showTime(row.submitted_at) })}{" "}
            {row.judged_at && t("judgedBy", { name: row.judged_by_name, time: showTime(row.judged_at) })}
          </>
        }
        actions={
          <>
            {may("return") && (
              <Button
                onClick={() => {
                  choose("return");
                }}
              >
                {t("return")}
              </Button>
            )}
            {may("accept") && (
              <Button
                type="primary"
                onClick={() => {
                  choose("accept");
                }}
              >
                {t("accept")}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        {row.state === "returned" && row.return_reason && (
          <Alert type="warning" showIcon title={t("returnedBecause", { reason: row.return_reason })} />
        )}
        {row.lines.length === 0 ? (
          <EmptyState title={t("noLines")} hint={notNow ?? ""} />
        ) : (
          <ReportEditor key={`${row.id}-${row.state}`} report={row} />
        )}
      </div>
      <ReasonDialog
        open={step === "accept"}
        title={t("askAccept", title)}
        confirmText={t("accept")}
        onConfirm={() => acceptReport(row.id)}
        touches={["reports"]}
        onClose={close}
      >
        <p className={layout.flush}>{t("acceptEffect", { yellow: row.yellow_count, red: row.red_count })}</p>
      </ReasonDialog>
      <ReasonDialog
        open={step === "return"}
        title={t("askReturn", title)}
        confirmText={t("return")}
        danger
        reasonLabel={t("returnReason")}
        onConfirm={(reason) => returnReport(row.id, reason)}
        touches={["reports"]}
        onClose={close}
      />
    </>
  );
}
