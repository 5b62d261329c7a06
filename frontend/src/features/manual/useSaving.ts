import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { enterScores, type ManualLine, type ManualSheet } from "./queries";
import { refusalsOf, scoreOf, type Typed, type Values } from "./sheet";
import { readAgain } from "@/api/keys";
import { ApiProblem } from "@/api/problem";

export interface Saving {
  isJudging: boolean;
  /** The server found nothing wrong; whoever entered it looks at the changes once more. */
  isAsked: boolean;
  problem: string | null;
  refused: Readonly<Record<string, Values>>;
  judge: () => Promise<void>;
  store: () => Promise<void>;
  close: () => void;
  /** What the server said is of what was typed then. */
  forget: () => void;
}

/** A dry run first, then the changes by name, then the entry; nothing typed is lost on any of these ways. */
export function useSaving(
  { item, version }: ManualSheet,
  typed: Typed,
  changed: readonly ManualLine[],
  setTyped: (change: (present: Typed) => Typed) => void,
): Saving {
  const { t } = useTranslation(["manual", "app"]);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isJudging, setJudging] = useState(false);
  const [isAsked, ask] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, refuse] = useState<Readonly<Record<string, Values>>>({});
  const forget = useCallback((): void => {
    setProblem(null);
    refuse((present) => (Object.keys(present).length === 0 ? present : {}));
  }, []);
  const send = async (dryRun: boolean): Promise<boolean> => {
    forget();
    const codes = changed.map(({ subject_code }) => subject_code);
    try {
      await enterScores(
        item,
        changed.map((line) => scoreOf(item, line, typed)),
        version,
        dryRun,
      );
      return true;
    } catch (error) {
      ask(false);
      const found = refusalsOf(error, codes);
      refuse(found);
      if (error instanceof ApiProblem && error.status === 412) {
        await readAgain(queries, "manual");
        setProblem(t("meanwhile"));
      } else if (Object.keys(found).length > 0) {
        setProblem(t("refusedRows", { count: Object.keys(found).length }));
      } else setProblem((error instanceof Error && error.message) || t("app:errors.unreachable"));
      return false;
    }
  };
  const judge = async (): Promise<void> => {
    setJudging(true);
    if (await send(true)) ask(true);
    setJudging(false);
  };
  const store = async (): Promise<void> => {
    if (!(await send(false))) return;
    ask(false);
    setTyped(() => ({}));
    void message.success(t("saved", { count: changed.length }));
    await readAgain(queries, "manual");
  };
  const close = (): void => {
    ask(false);
  };
  return { isJudging, isAsked, problem, refused, judge, store, close, forget };
}
