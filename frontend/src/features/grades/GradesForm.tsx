import { App, Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { chosenOf, faultsOf, rowsOf, type Chosen, type Member } from "./members";
import { recordGrades, type Grade, type Quota } from "./queries";
import { GRADES } from "@/lib/personnel";
import { useAct } from "@/lib/useAct";
import { ReasonDialog } from "@/ui/dialogs";
import { Problem } from "@/ui/Problem";
import { useLeaveGuard } from "@/ui/useLeaveGuard";
import { WideTable } from "@/ui/WideTable";
import layout from "@/ui/layout.module.css";

interface Props {
  quota: Quota;
  members: readonly Member[];
}

/** Chosen row by row, looked at by the server first, then recorded as a whole: all grades are written, or none. */
export function GradesForm({ quota, members }: Props) {
  const { t } = useTranslation(["grades", "app", "proposals"]);
  const { message } = App.useApp();
  const offered = chosenOf(members);
  const [chosen, choose] = useState<Chosen>(offered);
  const rows = rowsOf(members, chosen);
  const changed = members.filter(({ code, recorded }) => chosen[code] !== recorded);
  const isTouched = members.some(({ code }) => chosen[code] !== offered[code]);
  useLeaveGuard(isTouched, t("leave"));
  const send = (dry_run: boolean) => recordGrades({ year: quota.year, unit_code: quota.unit_code, rows, dry_run });
  const look = useAct({ act: () => send(true) });
  const faults = faultsOf(look.error, rows);
  const close = (): void => {
    look.forget();
  };
  const set = (codes: readonly string[], grade: Grade): void => {
    look.forget();
    choose((before) => ({ ...before, ...Object.fromEntries(codes.map((code) => [code, grade])) }));
  };
  const open = members.filter(({ code }) => chosen[code] === undefined).map(({ code }) => code);
  return (
    <div className="stack">
      <Problem of={look} />
      <div className="row">
        <Button
          disabled={open.length === 0}
          onClick={() => {
            set(open, "competent");
          }}
        >
          {t("fillCompetent", { count: open.length })}
        </Button>
        <Button
          type="primary"
          disabled={changed.length === 0}
          loading={look.isBusy}
          onClick={() => {
            look.run();
          }}
        >
          {t("look")}
        </Button>
        <span className="muted" role="status">
          {t("chosen", { count: rows.length, of: members.length, excellent: countOf(rows, "excellent") })}
        </span>
      </div>
      <WideTable<Member>
        label={t("members")}
        rowKey={(member) => member.code}
        dataSource={[...members]}
        columns={[
          {
            title: t("cadre"),
            render: (_, member) => (
              <>
                {member.name} <span className="muted num">{member.code}</span>
                <Standing member={member} />
              </>
            ),
          },
          {
            title: t("grade"),
            render: (_, { code, name }) => (
              <>
                <Select<Grade>
                  aria-label={t("gradeOf", { name })}
                  className={layout.numberField}
                  {...(faults.has(code) && { status: "error" })}
                  value={chosen[code]}
                  placeholder={t("choose")}
                  options={GRADES.map((value) => ({ value, label: t(`grades.${value}`) }))}
                  onChange={(grade) => {
                    set([code], grade);
                  }}
                />
                {faults.has(code) && <div className={layout.wrong}>{faults.get(code)}</div>}
              </>
            ),
          },
        ]}
      />
      <ReasonDialog
        open={look.answer !== undefined}
        title={t("confirmTitle", { unit: quota.unit_name })}
        confirmText={t("confirm")}
        touches={["grades", "quotas"]}
        onConfirm={() => send(false)}
        onDone={() => message.success(t("done", { count: changed.length }))}
        onClose={close}
      >
        <p>{t("effect", { count: changed.length, used: look.answer?.used, granted: look.answer?.granted ?? 0 })}</p>
        <p className="muted">
          {GRADES.filter((grade) => countOf(rows, grade) > 0)
            .map((grade) => t("countOf", { grade: t(`grades.${grade}`), count: countOf(rows, grade) }))
            .join(t("app:listSeparator"))}
        </p>
      </ReasonDialog>
    </div>
  );
}

function countOf(rows: readonly { grade: Grade }[], grade: Grade): number {
  return rows.filter((row) => row.grade === grade).length;
}

/** Whether somebody leads the unit, and what was decided of that grade. */
function Standing({ member }: { member: Member }) {
  const { t } = useTranslation(["grades", "app", "proposals"]);
  if (!member.isPrincipal) return null;
  const { head } = member;
  const decided = head && (head.state === "proposed" ? t("headOpen") : t(`proposals:heads.${head.head}`));
  return <div className="muted">{[t("principal"), decided].filter(Boolean).join(t("app:listSeparator"))}</div>;
}
