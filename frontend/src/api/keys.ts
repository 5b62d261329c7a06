import type { QueryClient } from "@tanstack/react-query";

/**
 * The keys of all that is read from the server, made here alone: two reads cannot share one by accident, and a write
 * names the groups that it makes stale.
 */
declare const ASKED: unique symbol;

interface Read<Args extends readonly unknown[]> {
  readonly [ASKED]?: Args;
}

/** A read, by what it is asked with. What is left out at the end stands for all of it. */
const by = <Args extends readonly unknown[] = []>(): Read<Args> => ({});

type Filters = object;

const READS = {
  accountability: { list: by<[Filters]>(), one: by<[id: string]>(), waiting: by() },
  accounts: { list: by<[Filters]>(), grants: by<[state: string]>(), waiting: by() },
  audit: { list: by<[Filters]>(), one: by<[service: string, id: number]>(), words: by<[language: string]>() },
  bonuses: { list: by<[Filters]>(), waiting: by() },
  cadres: { every: by(), list: by<[Filters]>(), one: by<[code: string]>(), ofUnit: by<[unit: string]>() },
  clients: { list: by() },
  county: { one: by() },
  deadLetters: { list: by<[language: string]>(), waiting: by() },
  deductions: {
    list: by<[Filters]>(),
    one: by<[id: string]>(),
    similar: by<[id: string]>(),
    unitHistory: by<[id: string]>(),
    evidence: by<[id: string]>(),
    pictures: by<[id: string]>(),
    photo: by<[evidenceId: string]>(),
    queue: by<[states: readonly string[]]>(),
    latest: by<[year: number, unit?: string]>(),
    figures: by<[year: number]>(),
    waiting: by<[what: string]>(),
  },
  draws: { list: by<[year: number]>(), one: by<[id: string]>(), waiting: by() },
  evaluations: {
    list: by<[kind: string, year: number]>(),
    leaders: by<[id: string]>(),
    society: by<[id: string]>(),
    waiting: by<[what: string]>(),
  },
  firstSteps: { every: by() },
  explanations: { of: by<[year: number, unit?: string, more?: "outlook"]>() },
  grades: { list: by<[Filters]>(), ofUnit: by<[year: number, unit: string]>() },
  history: { list: by<[Filters]>() },
  indicators: { list: by<[Filters]>(), ofYear: by<[year: number]>() },
  jobs: { list: by<[kind: string]>(), one: by<[id: string]>(), rows: by<[id: string, status: string | undefined]>() },
  linkage: { every: by(), waiting: by() },
  manual: { items: by<[year: number, language: string]>(), sheet: by<[item: object, language: string]>() },
  midyear: { list: by<[Filters]>(), one: by<[id: string]>(), waiting: by() },
  nominations: {
    list: by<[year: number, stage: string | undefined]>(),
    one: by<[id: string]>(),
    classes: by<[year: number]>(),
    ranked: by<[year: number, classes: readonly string[]]>(),
    waiting: by(),
  },
  openedSchemes: { one: by<[id: string]>(), conflict: by<[id: string]>() },
  people: { withRole: by<[role: string]>() },
  plans: {
    list: by<[Filters]>(),
    one: by<[id: string]>(),
    coverage: by<[year: number]>(),
    letter: by<[id: string]>(),
    amendment: by<[id: string]>(),
    waiting: by<[what: string]>(),
  },
  proposals: {
    list: by<[Filters]>(),
    one: by<[id: string]>(),
    open: by<[year: number]>(),
    waiting: by<[what: string]>(),
  },
  quotas: { list: by<[year: number]>(), ofUnit: by<[year: number, unit: string]>(), bonuses: by<[year: number]>() },
  recoveries: { list: by() },
  record: { list: by<[Filters]>(), counts: by<[from: number, to: number]>(), ofYear: by<[year: number]>() },
  rectifications: {
    list: by<[Filters]>(),
    one: by<[id: string]>(),
    ofDeduction: by<[id: string]>(),
    waiting: by<[what: string]>(),
  },
  reports: {
    list: by<[Filters]>(),
    one: by<[id: string]>(),
    calendar: by<[year: number, unitClass?: string]>(),
    figures: by<[year: number]>(),
    waiting: by<[what: string]>(),
  },
  results: {
    list: by<[year: number, kind: string, state: string | undefined]>(),
    mine: by<[year: number]>(),
    one: by<[id: string]>(),
    versions: by<[id: string]>(),
    why: by<[id: string, subject: string]>(),
    outlook: by<[id: string, subject: string]>(),
    sensitivity: by<[id: string]>(),
    readiness: by<[year: number, kind: string, language: string]>(),
    table: by<[id: string]>(),
    waiting: by<[what: string]>(),
  },
  reviews: {
    list: by<[year: number, state: string | undefined]>(),
    one: by<[id: string]>(),
    waiting: by<[what: string]>(),
  },
  rounds: {
    list: by<[year: number]>(),
    periods: by<[year: number]>(),
    one: by<[id: string]>(),
    items: by<[id: string]>(),
    checklist: by<[id: string, unit: string]>(),
    report: by<[id: string]>(),
    evidence: by<[itemId: string]>(),
    tried: by<[itemId: string, typed: string]>(),
    waiting: by<[what: string]>(),
  },
  rules: { list: by<[year: number, search: string | undefined]>(), ofYear: by<[year: number]>() },
  schemes: {
    list: by<[year: number]>(),
    ofYear: by<[year: number]>(),
    issued: by<[year: number]>(),
    comparable: by<[kind: string]>(),
    one: by<[id: string]>(),
    changes: by<[id: string, against: string | null]>(),
    trial: by<[id: string, order: object]>(),
    waiting: by<[state: string]>(),
    underway: by(),
  },
  search: { found: by<[kind: string, text: string]>() },
  session: { present: by(), own: by(), installation: by() },
  sheets: {
    rounds: by<[year: number]>(),
    round: by<[id: string]>(),
    ofRound: by<[id: string]>(),
    one: by<[id: string]>(),
    waiting: by<[team: string]>(),
  },
  sketches: {
    findings: by<[scheme: string, version: number, draft: string, language: string]>(),
    rule: by<[order: string, language: string]>(),
  },
  standings: {
    ofYear: by<[year: number]>(),
    ofClass: by<[year: number, unitClass: string, more?: "sensitivity"]>(),
    figures: by<[year: number, unit: string | undefined]>(),
  },
  strictness: { ofYear: by<[year: number]>() },
  transfers: { list: by<[year: number]>(), waiting: by<[state: string]>() },
  ties: { list: by<[of: string, shown: string | undefined]>(), term: by() },
  unitClasses: { every: by() },
  units: { list: by<[Filters]>(), options: by(), one: by<[code: string]>() },
  values: {
    one: by<[id: string]>(),
    revisions: by<[year: number, unit: string, indicator: string, value: string]>(),
    progress: by<[year: number, value: string]>(),
    sheet: by<[year: number, indicator: string, value: string]>(),
    waiting: by<[what: string]>(),
  },
  vetoes: { list: by<[Filters]>(), waiting: by() },
  visits: { list: by<[Filters]>(), one: by<[id: string]>(), deductions: by<[id: string]>() },
  years: { every: by(), list: by(), one: by<[year: number]>() },
} as const;

type Reads = typeof READS;

/** What a write makes stale is named by group: every list, record, figure and waiting row that is read under it. */
export type Group = keyof Reads;

declare const MADE: unique symbol;

/** Only this file makes one. */
export type Key = readonly [Group, string, ...unknown[]] & { readonly [MADE]: true };

type Keys = {
  readonly [G in Group]: {
    readonly [R in keyof Reads[G]]: Reads[G][R] extends Read<infer Args> ? (...args: Args) => Key : never;
  };
};

function makeKey(group: string, read: string, args: readonly unknown[]): readonly unknown[] {
  const given = args.findLastIndex((arg) => arg !== undefined) + 1;
  return [group, read, ...args.slice(0, given)];
}

export const keys = Object.fromEntries(
  Object.entries(READS).map(([group, reads]) => [
    group,
    Object.fromEntries(Object.keys(reads).map((read) => [read, (...args: unknown[]) => makeKey(group, read, args)])),
  ]),
) as Keys;

/** What is shown of these groups is read again now, the rest when it is next shown. */
export async function readAgain(queries: QueryClient, ...groups: readonly Group[]): Promise<void> {
  const prefixes = groups.map((group) => [group] as const);
  await Promise.all(prefixes.map((queryKey) => queries.invalidateQueries({ queryKey })));
}
