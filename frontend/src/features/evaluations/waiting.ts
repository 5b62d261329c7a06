import i18next from "i18next";
import { firstBallots, firstEvaluations, readEvaluation, type Evaluation, type Round } from "./queries";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import { everyRow } from "@/lib/pages";

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
    tells: ["ballot_round:void"],
    query: () => ({
      queryKey: keys.evaluations.waiting("void"),
      queryFn: async () =>
        (await everyRow(await firstBallots()))
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
    tells: ["evaluation_round:open"],
    query: (session) => ({
      queryKey: keys.evaluations.waiting("score"),
      queryFn: async () => {
        const open = (await everyRow(await firstEvaluations())).filter((round) => round.state === "open");
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
  {
    key: "evaluations-close",
    permission: "appraisal:evaluation:manage",
    tells: ["evaluation_round:open"],
    query: () => ({
      queryKey: keys.evaluations.waiting("close"),
      queryFn: async () =>
        (await everyRow(await firstEvaluations()))
          .filter((round) => round.state === "open")
          .map((round) => ({
            key: `evaluations-close-${round.id}`,
            title: i18next.t("waiting:evaluationsOpen", { classes: nameClasses(round) }),
            due: null,
            path: `/evaluations/${round.id}`,
          })),
    }),
  },
  {
    key: "ballots-count",
    permission: "appraisal:ballot:count",
    tells: ["ballot_round:open"],
    query: () => ({
      queryKey: keys.evaluations.waiting("count"),
      queryFn: async () =>
        (await everyRow(await firstBallots()))
          .filter((round) => round.state === "open")
          .map((round) => ({
            key: `ballots-count-${round.id}`,
            title: i18next.t("waiting:ballotsOpen", { classes: nameClasses(round) }),
            due: null,
            path: `/ballots/${round.id}?year=${String(round.year)}`,
          })),
    }),
  },
];
