import i18next from "i18next";
import { waitingAmendments, waitingLetters, waitingPlans } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider, WaitingRow } from "@/app/waiting";

type What = "letter" | "unsigned" | "amendment" | "draft";

interface Named {
  name: string;
  planId: string;
  year: number;
}

function group(what: What, rows: readonly Named[], count: number, view: string): WaitingRow[] {
  const [first] = rows;
  if (!first) return [];
  return [
    {
      key: `plans-${what}`,
      count,
      title: i18next.t(`waiting:plans.${what}`, { count }),
      detail: rows
        .slice(0, 3)
        .map(({ name }) => name)
        .join(i18next.t("app:listSeparator")),
      due: null,
      path: count === 1 || what === "amendment" ? `/plans/${first.planId}` : `/plans?year=${String(first.year)}${view}`,
    },
  ];
}

async function letters(what: "letter" | "unsigned", unit?: string): Promise<WaitingRow[]> {
  const { items, count } = await waitingLetters(unit);
  const rows = items.map(({ subject_name, plan_id, year }) => ({ name: subject_name, planId: plan_id, year }));
  return group(what, rows, count, "&level=unit");
}

/** Letters that a unit's head has not signed, told to both sides; for the office also amendments and drafts. */
export const plansWaiting: readonly WaitingProvider[] = [
  {
    key: "letters",
    permission: "targets:letter:accept",
    tells: ["letter:awaiting"],
    query: (session) => ({
      queryKey: keys.plans.waiting("letters"),
      queryFn: async () => (session.unit ? letters("letter", session.unit.code) : []),
    }),
  },
  {
    key: "letters-unsigned",
    permission: "targets:plan:issue",
    query: () => ({
      queryKey: keys.plans.waiting("unsigned"),
      queryFn: () => letters("unsigned"),
    }),
  },
  {
    key: "amendments",
    permission: "targets:amendment:approve",
    tells: ["amendment:proposed"],
    query: () => ({
      queryKey: keys.plans.waiting("amendments"),
      queryFn: async () => {
        const { items, count } = await waitingAmendments();
        const rows = items.map((row) => ({
          name: `${row.unit_name} ${row.indicator_name}`,
          planId: row.plan_id,
          year: row.year,
        }));
        return group("amendment", rows, count, "");
      },
    }),
  },
  {
    key: "plans-draft",
    permission: "targets:plan:issue",
    tells: ["plan:draft"],
    query: () => ({
      queryKey: keys.plans.waiting("drafts"),
      queryFn: async () => {
        const { items, count } = await waitingPlans();
        const rows = items.map((plan) => ({ name: plan.subject_name, planId: plan.id, year: plan.year }));
        return group("draft", rows, count, "&state=draft");
      },
    }),
  },
];
