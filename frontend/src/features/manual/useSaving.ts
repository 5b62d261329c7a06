import { App } from "antd";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { enterScores, type ManualLine, type ManualSheet } from "./queries";
import { refusalsOf, scoreOf, type Typed, type Values } from "./sheet";
import { ApiProblem } from "@/api/problem";
import { useAct } from "@/lib/useAct";

export interface Saving {
  isJudging: boolean;
  isStoring: boolean;
  /** The server found nothing wrong; whoever entered it looks at the changes once more. */
  isAsked: boolean;
  problem: string | null;
  refused: Readonly<Record<string, Values>>;
  judge: () => void;
  store: () => void;
  close: () => void;
  /** What the server said is of what was typed then. */
  forget: () => void;
}

const isOutdated = (refusal: Error | null): boolean => refusal instanceof ApiProblem && refusal.status === 412;

/** A dry run first, then the changes by name, then the entry; nothing typed is lost on any of these ways. */
export function useSaving(
  { item, version }: ManualSheet,
  typed: Typed,
  changed: readonly ManualLine[],
  setTyped: (change: (present: Typed) => Typed) => void,
): Saving {
  const { t } = useTranslation("manual");
  const { message } = App.useApp();
  const [isAsked, ask] = useState(false);
  const send = (lines: readonly ManualLine[], dryRun: boolean) =>
    enterScores(
      item,
      lines.map((line) => scoreOf(item, line, typed)),
      version,
      dryRun,
    );
  const common = {
    touches: ["manual"],
    isStaleAfter: isOutdated,
    onRefused: () => {
      ask(false);
    },
  } as const;
  const judging = useAct({
    ...common,
    act: (lines: readonly ManualLine[]) => send(lines, true),
    touches: [],
    onDone: () => {
      ask(true);
    },
  });
  const storing = useAct({
    ...common,
    act: (lines: readonly ManualLine[]) => send(lines, false),
    onDone: (_, lines) => {
      ask(false);
      setTyped(() => ({}));
      void message.success(t("saved", { count: lines.length }));
    },
  });
  const failed = storing.error ? storing : judging;
  const { error, input: sent } = failed;
  const refused = useMemo(
    () =>
      refusalsOf(
        error,
        (sent ?? []).map(({ subject_code }) => subject_code),
      ),
    [error, sent],
  );
  const count = Object.keys(refused).length;
  const refusal = count > 0 ? t("refusedRows", { count }) : failed.problem;
  const { forget: forgetJudging } = judging;
  const { forget: forgetStoring } = storing;
  const forget = useCallback((): void => {
    forgetJudging();
    forgetStoring();
  }, [forgetJudging, forgetStoring]);
  return {
    isJudging: judging.isBusy,
    isStoring: storing.isBusy,
    isAsked,
    problem: isOutdated(error) ? t("meanwhile") : refusal,
    refused,
    judge: () => {
      forget();
      judging.run(changed);
    },
    store: () => {
      forget();
      storing.run(changed);
    },
    close: () => {
      ask(false);
    },
    forget,
  };
}
