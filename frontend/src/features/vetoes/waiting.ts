import i18next from "i18next";
import { firstVetoes } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

/** Proposed vetoes before the committee, counted by year. */
export const vetoesWaiting: readonly WaitingProvider[] = [
  {
    key: "vetoes",
    permission: "appraisal:veto:decide",
    query: () => ({
      queryKey: keys.vetoes.waiting(),
      queryFn: async () => {
        const page = await firstVetoes({ year: undefined, unit: undefined });
        const proposed = page.items.filter((row) => row.state === "proposed");
        return [...new Set(proposed.map((row) => row.year))].map((year) => ({
          key: `vetoes-${String(year)}`,
          title: i18next.t("vetoes:waiting", { count: proposed.filter((row) => row.year === year).length }),
          detail: i18next.t("vetoes:title", { year }),
          due: null,
          path: `/vetoes?year=${String(year)}`,
        }));
      },
    }),
  },
];
