import i18next from "i18next";
import { firstCases } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import { everyRow } from "@/lib/pages";

/** Cases that are open, one row of a year for whoever carries out their steps and closes them. */
export const casesWaiting: readonly WaitingProvider[] = [
  {
    key: "accountability",
    permission: "personnel:proposal:decide_accountability",
    query: () => ({
      queryKey: keys.accountability.waiting(),
      queryFn: async () => {
        const rows = await everyRow(await firstCases({ year: undefined, state: "open", unit: undefined }, 200));
        const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a);
        return years.map((year) => {
          const ofYear = rows.filter((row) => row.year === year);
          return {
            key: `accountability-${String(year)}`,
            title: i18next.t("waiting:cases", { count: ofYear.length }),
            detail: ofYear
              .slice(0, 3)
              .map((row) => row.unit_name)
              .join(i18next.t("app:listSeparator")),
            due: null,
            path:
              ofYear.length === 1
                ? `/accountability-cases/${ofYear[0]!.id}`
                : `/accountability-cases?year=${String(year)}&state=open`,
          };
        });
      },
    }),
  },
];
