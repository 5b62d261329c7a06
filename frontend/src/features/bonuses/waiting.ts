import i18next from "i18next";
import { firstClaims } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

/** Claims of other units that nobody has verified yet, counted by year. */
export const bonusesWaiting: readonly WaitingProvider[] = [
  {
    key: "bonuses",
    permission: "appraisal:bonus:verify",
    query: (session) => ({
      queryKey: keys.bonuses.waiting(),
      queryFn: async () => {
        const page = await firstClaims({ year: undefined, unit: undefined, state: "claimed" });
        const others = page.items.filter((row) => row.unit_code !== session.unit?.code);
        return [...new Set(others.map((row) => row.year))].map((year) => ({
          key: `bonuses-${String(year)}`,
          title: i18next.t("bonuses:waiting", { count: others.filter((row) => row.year === year).length }),
          detail: i18next.t("bonuses:title", { year }),
          due: null,
          path: `/bonuses?year=${String(year)}&state=claimed`,
        }));
      },
    }),
  },
];
