import i18next from "i18next";
import { openRounds } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

/** Rounds that have not come to their decision; each stage waits for the next step. */
export const nominationsWaiting: readonly WaitingProvider[] = [
  {
    key: "nominations",
    permission: "personnel:nomination:manage",
    tells: [
      "nomination:opened",
      "nomination:suggested",
      "nomination:preliminary",
      "nomination:slate",
      "nomination:plenary_recommended",
      "nomination:inspection",
    ],
    query: () => ({
      queryKey: keys.nominations.waiting(),
      queryFn: async () =>
        (await openRounds()).map((round) => ({
          key: `nominations-${round.id}`,
          title: i18next.t("waiting:nominations", { number: round.number }),
          due: null,
          path: `/nominations/${round.id}`,
        })),
    }),
  },
];
