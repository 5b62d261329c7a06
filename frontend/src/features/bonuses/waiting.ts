import i18next from "i18next";
import { firstClaims } from "./queries";
import { keys } from "@/api/keys";
import { countBy, type WaitingProvider } from "@/app/waiting";
import { loadTexts } from "@/i18n";
import { everyRow } from "@/lib/pages";

/** Claims of other units that nobody has verified yet, counted by year. */
export const bonusesWaiting: readonly WaitingProvider[] = [
  {
    key: "bonuses",
    permission: "appraisal:bonus:verify",
    tells: ["bonus:claimed"],
    query: (session) => ({
      queryKey: keys.bonuses.waiting(),
      queryFn: async () => {
        const claims = await everyRow(await firstClaims({ year: undefined, unit: undefined, state: "claimed" }));
        const others = claims.filter((row) => row.unit_code !== session.unit?.code);
        if (others.length > 0) await loadTexts(["bonuses"]);
        const counts = countBy(others, ({ year }) => year);
        return [...counts].map(([year, count]) => ({
          key: `bonuses-${String(year)}`,
          count,
          title: i18next.t("waiting:bonuses", { count }),
          detail: i18next.t("bonuses:title", { year }),
          due: null,
          path: `/bonuses?year=${String(year)}&state=claimed`,
        }));
      },
    }),
  },
];
