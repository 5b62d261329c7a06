import i18next from "i18next";
import { expect, it } from "vitest";
import { wordOf } from "@/i18n/words";

type State = "open" | "closed";

/** Never called: that each line marked here is an error is checked by `tsc`, which refuses a mark without one. */
export function wrongKeys(state: State, open: string): string[] {
  const t = i18next.getFixedT("en", ["rounds", "app"] as const);
  return [
    i18next.t("cancel"),
    // @ts-expect-error: no such text
    i18next.t("cancle"),
    i18next.t("deductions:states.recorded"),
    // @ts-expect-error: no such text in that namespace
    i18next.t("deductions:states.recoreded"),
    // @ts-expect-error: no such namespace
    i18next.t("deduction:states.recorded"),
    t(`states.${state}`),
    // @ts-expect-error: one of the states has no word there
    t(`app:tiers.${state}`),
    // @ts-expect-error: any text at all is no key
    t(`states.${open}`),
    // @ts-expect-error: a namespace that was not asked for
    t("editor:node.points"),
    wordOf("schemes:states", open),
    // @ts-expect-error: no such branch
    wordOf("schemes:sates", open),
    // @ts-expect-error: a text, not a branch
    wordOf("app:cancel", open),
  ];
}

it("gives the word for an open value, and the value itself where no word stands", () => {
  expect(wordOf("app:tiers", "advanced")).toBe(i18next.t("app:tiers.advanced"));
  expect(wordOf("app:tiers", "own")).toBe("own");
  expect(wordOf("app:tiers", "own", "")).toBe("");
  expect(wordOf("app:tiers", "own: 1.5")).toBe("own: 1.5");
});
