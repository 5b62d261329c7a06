import i18next from "i18next";
import { firstTransfers } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import type { Permission } from "@/auth/session";
import { everyRow } from "@/lib/pages";

const WORDS = { decided: "waiting:transfers", assigned: "waiting:transfersCarry" } as const;

/** Transfers that somebody moves on, one row of a year. */
function provider(state: keyof typeof WORDS, permission: Permission): WaitingProvider {
  return {
    key: `transfers-${state}`,
    permission,
    query: () => ({
      queryKey: keys.transfers.waiting(state),
      queryFn: async () => {
        const rows = await everyRow(await firstTransfers(undefined, state));
        const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a);
        return years.map((year) => {
          const ofYear = rows.filter((row) => row.year === year);
          return {
            key: `transfers-${state}-${String(year)}`,
            title: i18next.t(WORDS[state], { count: ofYear.length }),
            detail: ofYear
              .slice(0, 3)
              .map((row) => row.cadre_name)
              .join(i18next.t("app:listSeparator")),
            due: null,
            path: `/quotas?year=${String(year)}&view=transfers`,
          };
        });
      },
    }),
  };
}

export const transfersWaiting: readonly WaitingProvider[] = [
  provider("decided", "personnel:proposal:decide_cadre"),
  provider("assigned", "personnel:outcome:import"),
];
