import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { submitScores, type Evaluation } from "./queries";
import { faultOf, faultsBySubject } from "@/lib/scores";
import type { Subject } from "@/lib/subjects";
import { useAct } from "@/lib/useAct";
import { Problem } from "@/ui/Problem";
import { ScoreInput } from "@/ui/ScoreInput";
import { EmptyState } from "@/ui/states";
import "./evaluations.css";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";

interface Props {
  round: Evaluation;
  subjects: readonly Subject[];
  most: string;
}

/** All units of the class on one screen, with how many are left; sent together, and again until the round is closed. */
export function ScoreForm({ round, subjects, most }: Props) {
  const { t } = useTranslation("evaluations");
  const { message } = App.useApp();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const scoreOf = (code: string): string => typed[code] ?? round.own_scores[code] ?? "";
  const filled = subjects.filter(({ code }) => scoreOf(code).trim() !== "");
  const changed = filled.filter(({ code }) => scoreOf(code).trim() !== round.own_scores[code]);
  const isFaulty = filled.some(({ code }) => faultOf(scoreOf(code), most) !== null);
  const hasScored = Object.keys(round.own_scores).length > 0;
  const submit = useAct({
    act: (scores: Record<string, string>) => submitScores(round.id, scores),
    touches: ["evaluations"],
    onDone: (_, scores) => {
      setTyped({});
      void message.success(t("submitted", { count: Object.keys(scores).length }));
    },
  });
  const refused = faultsBySubject(submit.error, Object.keys(submit.input ?? {}));
  if (subjects.length === 0) return <EmptyState title={t("noSubject")} hint={t("noSubjectHint")} />;
  return (
    <form
      className="card"
      aria-label={t("ownScores")}
      onSubmit={(event) => {
        event.preventDefault();
        submit.run(Object.fromEntries(filled.map(({ code }) => [code, scoreOf(code).trim()])));
      }}
    >
      <p className={classNames("muted", layout.first)}>{t("anonymous", { minimum: round.minimum })}</p>
      <ul className="score-grid">
        {subjects.map(({ code, name }) => (
          <li key={code}>
            <label htmlFor={`score-${code}`}>{name}</label>
            <span>
              <ScoreInput
                id={`score-${code}`}
                label={t("scoreOf", { name })}
                value={scoreOf(code)}
                most={most}
                refused={refused[code]}
                onType={(value) => {
                  setTyped({ ...typed, [code]: value });
                  submit.forget();
                }}
              />
            </span>
          </li>
        ))}
      </ul>
      {Object.keys(refused).length === 0 && <Problem of={submit} />}
      <div className="score-foot">
        <Button type="primary" htmlType="submit" loading={submit.isBusy} disabled={changed.length === 0 || isFaulty}>
          {t(hasScored ? "correct" : "submit")}
        </Button>
        <span aria-live="polite" className="muted">
          {filled.length < subjects.length
            ? t("left", { filled: filled.length, all: subjects.length })
            : t("allFilled", { all: subjects.length })}
        </span>
      </div>
    </form>
  );
}
