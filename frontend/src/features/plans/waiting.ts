import i18next from "i18next";
import { firstAmendments, firstLetters } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

/** Letters that a unit's head has not accepted, and amendments that the office has not decided. */
export const plansWaiting: readonly WaitingProvider[] = [
  {
    key: "letters",
    permission: "targets:letter:accept",
    query: (session) => ({
      queryKey: keys.plans.waiting("letters"),
      queryFn: async () => {
        const { items } = await firstLetters();
        return items
          .filter((letter) => letter.unit_code === session.unit?.code)
          .map((letter) => ({
            key: `letter-${letter.id}`,
            title: i18next.t("plans:waiting.letter", { name: letter.subject_name }),
            detail: letter.number,
            due: null,
            path: `/plans/${letter.plan_id}`,
          }));
      },
    }),
  },
  {
    key: "amendments",
    permission: "targets:amendment:approve",
    query: () => ({
      queryKey: keys.plans.waiting("amendments"),
      queryFn: async () => {
        const { items } = await firstAmendments();
        return items.map((amendment) => ({
          key: `amendment-${amendment.id}`,
          title: i18next.t("plans:waiting.amendment", { unit: amendment.unit_name }),
          detail: amendment.indicator_name,
          due: null,
          path: `/plans/${amendment.plan_id}`,
        }));
      },
    }),
  },
];
