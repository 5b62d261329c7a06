import i18next from "i18next";
import { firstRounds, readRound, readSheets, type Round, type RoundDetail, type Team } from "./queries";
import { countWaiting, TURN } from "./stages";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";
import { everyRow } from "@/lib/pages";

/** What waits for this person as a member of the team: for a scorer, what they have not scored yet. */
async function countFor(team: Team, round: RoundDetail): Promise<number> {
  if (team !== "score") return countWaiting(round.progress, team);
  const sheets = await readSheets(round.id);
  return sheets.filter((sheet) => TURN[sheet.state] === "score" && sheet.own_score === null).length;
}

function nameClasses({ classes }: Pick<Round, "classes">): string {
  return classes
    .map((row) => (i18next.language === "en" ? row.name_en : row.name))
    .join(i18next.t("app:listSeparator"));
}

/** Open rounds whose team names this person and has sheets before it; one row for each. */
function sheetsOf(team: Team): WaitingProvider["query"] {
  return (session) => ({
    queryKey: keys.sheets.waiting(team),
    queryFn: async () => {
      const open = (await everyRow(await firstRounds())).filter((round) => round.state === "open");
      const rounds = await Promise.all(open.map((round) => readRound(round.id)));
      const mine = rounds.filter((round) =>
        round.teams[team].some((member) => member.account_id === session.account_id),
      );
      const counts = await Promise.all(mine.map((round) => countFor(team, round)));
      return mine.flatMap((round, index) => {
        const count = counts[index] ?? 0;
        if (count === 0) return [];
        return [
          {
            key: `sheets-${team}-${round.id}`,
            count,
            title: i18next.t(`waiting:sheets.${team}`, { count }),
            detail: nameClasses(round),
            due: null,
            path: `/sheets/${round.id}`,
          },
        ];
      });
    },
  });
}

/** For each member of a team the sheets before it; for whoever manages a round that it is open. */
export const sheetsWaiting: readonly WaitingProvider[] = [
  {
    key: "sheets-verify",
    permission: "appraisal:sheet:verify",
    tells: ["sheet:awaited", "sheet:stopped"],
    query: sheetsOf("verify"),
  },
  {
    key: "sheets-score",
    permission: "appraisal:sheet:score",
    tells: ["sheet:verified", "sheet_round:open"],
    query: sheetsOf("score"),
  },
  {
    key: "sheets-monitor",
    permission: "appraisal:sheet:monitor",
    tells: ["sheet:scored"],
    query: sheetsOf("monitor"),
  },
  {
    key: "sheets-close",
    permission: "appraisal:sheet:manage",
    tells: ["sheet_round:open"],
    query: () => ({
      queryKey: keys.sheets.waiting("close"),
      queryFn: async () =>
        (await everyRow(await firstRounds()))
          .filter((round) => round.state === "open")
          .map((round) => ({
            key: `sheets-close-${round.id}`,
            title: i18next.t("waiting:sheets.close", { classes: nameClasses(round) }),
            due: null,
            path: `/sheets/${round.id}`,
          })),
    }),
  },
];
