import { App, Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changesOf, graded, lacksGrade, linesOf, type Graded, type Line } from "./grading";
import { assessUnits, GRADES, type Assessment, type RoundDetail } from "./queries";
import { useClassNames } from "@/lib/classes";
import { useUnits } from "@/lib/units";
import { useAct } from "@/lib/useAct";
import { Problem } from "@/ui/Problem";
import { EmptyState } from "@/ui/states";
import { useLeaveGuard } from "@/ui/useLeaveGuard";
import { WideTable } from "@/ui/WideTable";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

/** A grade and a remark for each unit, saved together; what stands for whoever only reads. */
export function AssessmentForm({ round, mayAssess }: { round: RoundDetail; mayAssess: boolean }) {
  const { t } = useTranslation("midyear");
  const { message } = App.useApp();
  const nameClass = useClassNames();
  const units = useUnits();
  const [typed, setTyped] = useState<Graded>({});
  const lines = linesOf(round, units ?? [], mayAssess);
  const changes = changesOf(lines, typed);
  const isIncomplete = lines.some((line) => lacksGrade(line, typed));
  useLeaveGuard(changes.length > 0 || isIncomplete, t("leaveNote"));
  const saving = useAct({
    act: (items: Assessment[]) => assessUnits(round.id, items),
    touches: ["midyear"],
    onDone: (_, items) => {
      setTyped({});
      void message.success(t("saved", { count: items.length }));
    },
  });
  const put = (code: string, patch: Graded[string]): void => {
    saving.forget();
    setTyped((present) => ({ ...present, [code]: { ...present[code], ...patch } }));
  };
  return (
    <section className="card" aria-label={t("assess")}>
      <WideTable<Line>
        label={t("assess")}
        rowKey="code"
        loading={units === null}
        dataSource={lines}
        locale={{ emptyText: <EmptyState title={t("noUnits")} /> }}
        columns={[
          {
            title: t("unit"),
            render: (_, line) => (
              <>
                {line.name}
                {line.classCode !== null && <div className="muted">{nameClass(line.classCode)}</div>}
              </>
            ),
          },
          {
            title: t("grade"),
            render: (_, line) => <GradeCell line={line} typed={typed} mayAssess={mayAssess} onPut={put} />,
          },
          {
            title: t("remark"),
            className: "wrap-cell",
            render: (_, line) => <RemarkCell line={line} typed={typed} mayAssess={mayAssess} onPut={put} />,
          },
          { title: t("assessedBy"), render: (_, line) => line.by ?? "–" },
        ]}
      />
      <Problem of={saving} />
      {mayAssess && (
        <div className={classNames("row", layout.roomAbove)}>
          <Button
            type="primary"
            loading={saving.isBusy}
            disabled={changes.length === 0 || isIncomplete}
            onClick={() => {
              saving.run(changes);
            }}
          >
            {t("save", { count: changes.length })}
          </Button>
          <Button
            disabled={Object.keys(typed).length === 0}
            onClick={() => {
              saving.forget();
              setTyped({});
            }}
          >
            {t("undo")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface CellProps {
  line: Line;
  typed: Graded;
  mayAssess: boolean;
  onPut: (code: string, patch: Graded[string]) => void;
}

function GradeCell({ line, typed, mayAssess, onPut }: CellProps) {
  const { t } = useTranslation("midyear");
  const { grade } = graded(line, typed);
  if (!mayAssess) return grade === null ? t("noGrade") : t(`grades.${grade}`);
  return (
    <Select
      className={layout.numberField}
      aria-label={t("gradeOf", { unit: line.name })}
      placeholder={t("noGrade")}
      value={grade}
      options={GRADES.map((value) => ({ value, label: t(`grades.${value}`) }))}
      onChange={(value) => {
        onPut(line.code, { grade: value });
      }}
    />
  );
}

function RemarkCell({ line, typed, mayAssess, onPut }: CellProps) {
  const { t } = useTranslation("midyear");
  const { remark } = graded(line, typed);
  if (!mayAssess) return remark || "–";
  const isLacking = lacksGrade(line, typed);
  return (
    <>
      <Input
        aria-label={t("remarkOf", { unit: line.name })}
        maxLength={500}
        value={remark}
        {...(isLacking && { status: "error" })}
        onChange={(event) => {
          onPut(line.code, { remark: event.target.value });
        }}
      />
      {isLacking && (
        <div role="status" className={layout.wrong}>
          {t("remarkNeedsGrade")}
        </div>
      )}
    </>
  );
}
