import i18next from "i18next";
import { firstRounds, readRound, type RoundDetail } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider, WaitingRow } from "@/app/waiting";
import { everyRow } from "@/lib/pages";
import { sayValueName } from "@/lib/valueNames";

/** An open round waits for its manager until it is closed: for grades, for confirmations, or for the closing itself. */
export function rowOf(round: RoundDetail): WaitingRow {
  const count = round.progress.unfinished_count;
  const kind = round.kind === "mid_year" ? "assess" : "confirm";
  const period = sayValueName(round.period);
  return {
    key: `midyear-${round.id}`,
    title: i18next.t(`waiting:midyear.${count === 0 ? "close" : kind}`, { period, count }),
    due: null,
    path: `/midyear/${round.id}`,
  };
}

export const midyearWaiting: readonly WaitingProvider[] = [
  {
    key: "midyear",
    permission: "targets:round:manage",
    query: () => ({
      queryKey: keys.midyear.waiting(),
      queryFn: async () => {
        const open = await everyRow(await firstRounds({ state: "open" }));
        return (await Promise.all(open.map(({ id }) => readRound(id)))).map(rowOf);
      },
    }),
  },
];
