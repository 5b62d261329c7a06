import i18next from "i18next";
import { firstEvaluations, readEvaluation, type Evaluation } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

/** Without tiers every leader is asked. */
function isAsked({ tiers }: Evaluation, accountId: string): boolean {
  return tiers.length === 0 || tiers.some((tier) => tier.evaluators.some((member) => member.account_id === accountId));
}

/** Open rounds that this leader has not scored yet. */
export const evaluationsWaiting: readonly WaitingProvider[] = [
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
            title: i18next.t("evaluations:waiting", {
              classes: round.classes
                .map((row) => (i18next.language === "en" ? row.name_en : row.name))
                .join(i18next.t("app:listSeparator")),
            }),
            due: null,
            path: `/evaluations/${round.id}`,
          }));
      },
    }),
  },
];
