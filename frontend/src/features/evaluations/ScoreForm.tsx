import { Alert, App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { submitScores, type Evaluation } from "./queries";
import { faultOf, faultsBySubject } from "@/lib/scores";
import type { Subject } from "@/lib/subjects";
import { ScoreInput } from "@/ui/ScoreInput";
import { EmptyState } from "@/ui/states";
import "./evaluations.css";

interface Props {
  round: Evaluation;
  subjects: readonly Subject[];
  most: string;
  onDone: () => Promise<unknown>;
}

/** All units of the class on one screen, with how many are left; sent together, and again until the round is closed. */
export function ScoreForm({ round, subjects, most, onDone }: Props) {
  const { t } = useTranslation(["evaluations", "app"]);
  const { message } = App.useApp();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const scoreOf = (code: string): string => typed[code] ?? round.own_scores[code] ?? "";
  const filled = subjects.filter(({ code }) => scoreOf(code).trim() !== "");
  const changed = filled.filter(({ code }) => scoreOf(code).trim() !== round.own_scores[code]);
  const isFaulty = filled.some(({ code }) => faultOf(scoreOf(code), most) !== null);
  const hasScored = Object.keys(round.own_scores).length > 0;
  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    setRefused({});
    const scores = Object.fromEntries(filled.map(({ code }) => [code, scoreOf(code).trim()]));
    try {
      await submitScores(round.id, scores);
      await onDone();
      setTyped({});
      void message.success(t("submitted", { count: filled.length }));
    } catch (error) {
      const found = faultsBySubject(error, Object.keys(scores));
      setRefused(found);
      if (Object.keys(found).length === 0)
        setProblem((error instanceof Error && error.message) || t("app:errors.unreachable"));
    } finally {
      setBusy(false);
    }
  };
  if (subjects.length === 0) return <EmptyState title={t("noSubject")} hint={t("noSubjectHint")} />;
  return (
    <form
      className="card"
      aria-label={t("ownScores")}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="muted" style={{ marginTop: 0 }}>
        {t("anonymous", { minimum: round.minimum })}
      </p>
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
                  setRefused({});
                }}
              />
            </span>
          </li>
        ))}
      </ul>
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}
      <div className="score-foot">
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={changed.length === 0 || isFaulty}>
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
