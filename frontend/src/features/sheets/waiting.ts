import i18next from "i18next";
import {
  firstRounds,
  readRound,
  readSheets,
  TEAM_PERMISSIONS,
  TEAMS,
  type Round,
  type RoundDetail,
  type Team,
} from "./queries";
import { countWaiting, TURN } from "./stages";
import { keys } from "@/api/keys";
import type { WaitingProvider } from "@/app/waiting";

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
export const sheetsWaiting: readonly WaitingProvider[] = TEAMS.map((team) => ({
  key: `sheets-${team}`,
  permission: TEAM_PERMISSIONS[team],
  query: (session) => ({
    queryKey: keys.sheets.waiting(team),
    queryFn: async () => {
      const open = (await firstRounds()).items.filter((round) => round.state === "open");
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
            title: i18next.t(`sheets:waiting.${team}`, { count }),
            detail: nameClasses(round),
            due: null,
            path: `/sheets/${round.id}`,
          },
        ];
      });
    },
  }),
}));
