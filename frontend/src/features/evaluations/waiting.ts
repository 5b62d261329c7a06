import i18next from "i18next";
import { firstBallots, firstEvaluations, readEvaluation, type Evaluation, type Round } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

/** Without tiers every leader is asked. */
function isAsked({ tiers }: Evaluation, accountId: string): boolean {
  return tiers.length === 0 || tiers.some((tier) => tier.evaluators.some((member) => member.account_id === accountId));
}

function nameClasses(round: Round): string {
  const names = round.classes.map((row) => (i18next.language === "en" ? row.name_en : row.name));
  return names.join(i18next.t("app:listSeparator"));
}

/** Open rounds that this leader has not scored yet; for the committee, ballots that a restore has voided. */
export const evaluationsWaiting: readonly WaitingProvider[] = [
  {
    key: "ballots",
    permission: "appraisal:ballot:decide",
    query: () => ({
      queryKey: keys.evaluations.waitingBallots(),
      queryFn: async () =>
        (await firstBallots()).items
          .filter((round) => round.state === "void")
          .map((round) => ({
            key: `ballots-${round.id}`,
            title: i18next.t("waiting:ballots", { classes: nameClasses(round) }),
            due: null,
            path: `/ballots/${round.id}?year=${String(round.year)}`,
          })),
    }),
  },
  {
    key: "evaluations",
    permission: "appraisal:evaluation:score",
    query: (session) => ({
      queryKey: keys.evaluations.waiting(),
      queryFn: async () => {
        const open = (await firstEvaluations()).items.filter((round) => round.state === "open");
        const rounds = await Promise.all(open.map((round) => readEvaluation(round.id)));
        return rounds
          .filter((round) => isAsked(round, session.account_id) && Object.keys(round.own_scores).length === 0)
          .map((round) => ({
            key: `evaluations-${round.id}`,
            title: i18next.t("waiting:evaluations", { classes: nameClasses(round) }),
            due: null,
            path: `/evaluations/${round.id}`,
          }));
      },
    }),
  },
];
