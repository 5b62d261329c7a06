import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormInstance } from "antd";
import { useCallback, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { readAgain, type Group } from "@/api/keys";
import { Unreachable } from "@/api/problem";
import { showFieldErrors } from "@/lib/forms";

interface Order<Input, Answer> {
  act: (input: Input) => Promise<Answer>;
  /** What it makes stale: read again before the act counts as done. */
  touches?: readonly Group[];
  /** Whether what is shown is out of date after a refusal too. */
  isStaleAfter?: (refusal: Error) => boolean;
  /** Where the server's field errors belong. */
  form?: RefObject<FormInstance | null>;
  /** Once what it changes has been read again. */
  onDone?: (answer: Answer, input: Input) => unknown;
  onRefused?: (refusal: Error, input: Input) => unknown;
}

export interface Act<Input = void, Answer = unknown> {
  /** Does nothing while it runs already. */
  run: (input: Input) => void;
  isBusy: boolean;
  /** The sentence of a refusal, as far as the form's fields do not say it. */
  problem: string | null;
  error: Error | null;
  /** What it was run with last, and what came of that. */
  input: Input | undefined;
  answer: Answer | undefined;
  forget: () => void;
}

/** The one way to do something on the server: once at a time, with what it changes read again and what is refused told. */
export function useAct<Input = void, Answer = unknown>({
  act,
  touches = [],
  isStaleAfter = () => false,
  form,
  onDone,
  onRefused,
}: Order<Input, Answer>): Act<Input, Answer> {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isRunning = useRef(false);
  const [problem, tell] = useState<string | null>(null);
  const sentenceOf = (refusal: Error): string | null => {
    if (refusal instanceof Unreachable) return t("errors.unreachable");
    const left = form?.current ? showFieldErrors(form.current, refusal) : refusal.message;
    return left === "" ? t("errors.refused") : left;
  };
  const { mutate, isPending, error, variables, data, reset } = useMutation<Answer, Error, Input>({
    mutationFn: (input) => act(input),
    // An office that is offline is told so at once, rather than left waiting.
    networkMode: "always",
    onSuccess: async (answer, input) => {
      await readAgain(queries, ...touches);
      await onDone?.(answer, input);
    },
    onError: async (refusal, input) => {
      tell(sentenceOf(refusal));
      if (isStaleAfter(refusal)) await readAgain(queries, ...touches);
      await onRefused?.(refusal, input);
    },
    onSettled: () => {
      isRunning.current = false;
    },
  });
  const run = (input: Input): void => {
    if (isRunning.current) return;
    isRunning.current = true;
    tell(null);
    mutate(input);
  };
  const forget = useCallback((): void => {
    tell(null);
    reset();
  }, [reset]);
  return { run, isBusy: isPending, problem, error, input: variables, answer: data, forget };
}
