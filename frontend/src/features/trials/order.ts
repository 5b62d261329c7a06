import type { TrialOrder, TypedFact } from "./queries";

/** What one item of the scheme is tried on, where the reader decides it. */
export type Choice = { kind: "record" | "skip" | "draw" | "type" } | { kind: "take"; from: string };

/** Everything the reader chose, as it stands in the address; what was typed stays with the page. */
export interface Chosen {
  factsYear: number | null;
  against: string | null;
  seed: string;
  isSample: boolean;
  choices: ReadonlyMap<string, Choice>;
}

/** By item and subject, as written. */
export type Typed = ReadonlyMap<string, ReadonlyMap<string, string>>;

const EVERY = "*";
const DEFAULT_SEED = "1";
const list = (text: string | null): string[] => (text ? text.split(",").filter(Boolean) : []);

export function readChosen(address: URLSearchParams): Chosen {
  const choices = new Map<string, Choice>();
  for (const code of list(address.get("skip"))) choices.set(code, { kind: "skip" });
  for (const code of list(address.get("draw"))) if (code !== EVERY) choices.set(code, { kind: "draw" });
  for (const code of list(address.get("type"))) choices.set(code, { kind: "type" });
  for (const pair of list(address.get("from"))) {
    const [code, from] = pair.split("~");
    if (code && from) choices.set(code, { kind: "take", from });
  }
  const year = Number(address.get("facts"));
  return {
    factsYear: Number.isInteger(year) && year > 0 ? year : null,
    against: address.get("against"),
    seed: /^[A-Za-z0-9-]{1,40}$/.test(address.get("seed") ?? "") ? address.get("seed")! : DEFAULT_SEED,
    isSample: list(address.get("draw")).includes(EVERY),
    choices,
  };
}

/** The address with these choices; whatever else stands in it stays. */
export function writeChosen(address: URLSearchParams, chosen: Chosen): URLSearchParams {
  const next = new URLSearchParams(address);
  const put = (name: string, value: string | null): void => {
    if (value) next.set(name, value);
    else next.delete(name);
  };
  const of = (kind: Choice["kind"]): string[] =>
    [...chosen.choices].filter(([, choice]) => choice.kind === kind).map(([code]) => code);
  const taken = [...chosen.choices].flatMap(([code, choice]) =>
    choice.kind === "take" ? [`${code}~${choice.from}`] : [],
  );
  put("facts", chosen.factsYear === null ? null : String(chosen.factsYear));
  put("against", chosen.against);
  put("seed", chosen.seed === DEFAULT_SEED ? null : chosen.seed);
  put("skip", of("skip").join(","));
  put("draw", chosen.isSample ? EVERY : of("draw").join(","));
  put("type", of("type").join(","));
  put("from", taken.join(","));
  return next;
}

export function orderOf(chosen: Chosen, factsYear: number, typed: Typed): TrialOrder {
  const of = (kind: Choice["kind"]): string[] =>
    [...chosen.choices].filter(([, choice]) => choice.kind === kind).map(([code]) => code);
  const taken = [...chosen.choices].flatMap(([code, choice]) =>
    choice.kind === "take" ? [[code, choice.from] as const] : [],
  );
  const entries = of("type").flatMap((item_code) =>
    [...(typed.get(item_code) ?? [])].map(([subject_code, value]) => ({ item_code, subject_code, value })),
  );
  return {
    facts_year: factsYear,
    against_id: chosen.against,
    left_out: of("skip"),
    taken_from: Object.fromEntries(taken),
    drawn: chosen.isSample ? [EVERY] : of("draw"),
    seed: chosen.seed,
    typed: entries,
  };
}

/** Facts of a workbook as if they were typed: of an item that stands in it they replace whatever was chosen before. */
export function takeFacts(
  facts: readonly TypedFact[],
  choices: Chosen["choices"],
  typed: Typed,
): { choices: Chosen["choices"]; typed: Typed } {
  const nextChoices = new Map<string, Choice>(choices);
  const nextTyped = new Map(typed);
  for (const code of new Set(facts.map(({ item_code }) => item_code))) {
    const own = facts.filter(({ item_code }) => item_code === code);
    nextChoices.set(code, { kind: "type" });
    nextTyped.set(code, new Map(own.map(({ subject_code, value }) => [subject_code, value])));
  }
  return { choices: nextChoices, typed: nextTyped };
}
