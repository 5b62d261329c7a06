import { useQuery } from "@tanstack/react-query";
import { Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { issuePlans, LEVELS, type IssueLine, type IssueOutcome, type PlanLevel } from "./queries";
import { classesQuery, useClassNames } from "@/lib/classes";
import { useAct } from "@/lib/useAct";
import { Dialog } from "@/ui/Dialog";
import layout from "@/ui/layout.module.css";
import { Problem } from "@/ui/Problem";
import { StateTag } from "@/ui/StateTag";
import { WideTable } from "@/ui/WideTable";

/** Drafts of a level, or of a class of units, issued at once: looked at plan by plan first. */
export function IssueDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const { t } = useTranslation(["plans", "app"]);
  const [level, chooseLevel] = useState<PlanLevel>("unit");
  const [unitClass, chooseClass] = useState<string | undefined>();
  const classes = useQuery(classesQuery).data?.items ?? [];
  const className = useClassNames();
  const wanted = { year, level, ...(level !== "county" && unitClass && { class_code: unitClass }) };
  const look = useAct({ act: () => issuePlans({ ...wanted, dry_run: true }) });
  const ready = look.answer?.items.filter((line) => line.status === "ready") ?? [];
  const issue = useAct({
    act: () => issuePlans({ year, level, plan_ids: ready.map((line) => line.plan_id), dry_run: false }),
    touches: ["plans", "years"],
    isStaleAfter: () => true,
  });
  const seen = issue.answer ?? look.answer;
  const targets = ready.reduce((sum, line) => sum + line.target_count, 0);
  const forget = (): void => {
    look.forget();
    issue.forget();
  };
  return (
    <Dialog
      open
      width={900}
      title={t("issueMany", { year })}
      okText={look.answer ? t("issueCount", { count: ready.length }) : t("lookFirst")}
      cancelText={issue.answer ? t("close") : t("app:cancel")}
      okButtonProps={{ disabled: issue.answer !== undefined || (look.answer !== undefined && ready.length === 0) }}
      confirmLoading={look.isBusy || issue.isBusy}
      onOk={() => {
        (look.answer ? issue : look).run();
      }}
      onCancel={onClose}
    >
      <div className="stack">
        <p className={layout.flush}>{t("issueManyNote")}</p>
        <div className="row">
          <Radio.Group
            aria-label={t("level")}
            value={level}
            disabled={issue.answer !== undefined}
            onChange={(event) => {
              chooseLevel(event.target.value as PlanLevel);
              forget();
            }}
            options={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
          />
          {level !== "county" && (
            <Select
              allowClear
              aria-label={t("unitClass")}
              placeholder={t("allClasses")}
              value={unitClass}
              disabled={issue.answer !== undefined}
              onChange={(code: string | undefined) => {
                chooseClass(code);
                forget();
              }}
              options={classes.map(({ code }) => ({ value: code, label: className(code) }))}
              className={layout.choiceField ?? ""}
            />
          )}
        </div>
        <Problem of={look} />
        <Problem of={issue} />
        {seen && <p role="status">{sentence(seen)}</p>}
        {seen && seen.items.length > 0 && <Lines outcome={seen} />}
      </div>
    </Dialog>
  );

  function sentence(outcome: IssueOutcome): string {
    if (!outcome.dry_run) return t("issuedMany", { count: outcome.issued });
    if (outcome.items.length === 0) return t("noDrafts");
    return t("issuePreview", { count: ready.length, targets, refused: outcome.refused });
  }
}

function Lines({ outcome }: { outcome: IssueOutcome }) {
  const { t } = useTranslation("plans");
  const tone = { issued: "done", ready: "open", refused: "bad" } as const;
  return (
    <WideTable<IssueLine>
      label={t("list")}
      rowKey="plan_id"
      dataSource={outcome.items}
      columns={[
        { title: t("subject"), dataIndex: "subject_name" },
        { title: t("targets"), dataIndex: "target_count", className: "num", align: "right" },
        {
          title: t("state"),
          render: (_, { status }) => <StateTag label={t(`issueStatuses.${status}`)} tone={tone[status]} />,
        },
        { title: t("why"), render: (_, line) => line.errors.map((error) => error.message).join(" ") },
      ]}
    />
  );
}
