import i18next from "i18next";
import { firstVetoes } from "./queries";
import { keys } from "@/api/keys";
import { countBy, type WaitingProvider } from "@/app/waiting";
import { loadTexts } from "@/i18n";
import { everyRow } from "@/lib/pages";

/** Proposed vetoes before the committee, counted by year. */
export const vetoesWaiting: readonly WaitingProvider[] = [
  {
    key: "vetoes",
    permission: "appraisal:veto:decide",
    tells: ["veto:proposed"],
    query: () => ({
      queryKey: keys.vetoes.waiting(),
      queryFn: async () => {
        const vetoes = await everyRow(await firstVetoes({ year: undefined, unit: undefined }));
        const proposed = vetoes.filter((row) => row.state === "proposed");
        if (proposed.length > 0) await loadTexts(["vetoes"]);
        const counts = countBy(proposed, ({ year }) => year);
        return [...counts].map(([year, count]) => ({
          key: `vetoes-${String(year)}`,
          count,
          title: i18next.t("waiting:vetoes", { count }),
          detail: i18next.t("vetoes:title", { year }),
          due: null,
          path: `/vetoes?year=${String(year)}`,
        }));
      },
    }),
  },
];
