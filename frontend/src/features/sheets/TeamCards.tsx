import { useTranslation } from "react-i18next";
import { TEAMS, type RoundDetail } from "./queries";
import "./sheets.css";
import { countDone, countSheets, countWaiting } from "./stages";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./TeamCards.module.css";

/** The three teams: who stands in each, how far it is, how much waits for it. */
export function TeamCards({ round }: { round: RoundDetail }) {
  const { t } = useTranslation(["sheets", "app"]);
  const all = countSheets(round.progress);
  return (
    <div className={classNames("stack sheet-teams", layout.tiles)}>
      {TEAMS.map((team) => {
        const waiting = countWaiting(round.progress, team);
        return (
          <section key={team} className="card" aria-label={t(`teams.${team}`)}>
            <div className={classNames("row", layout.apart)}>
              <strong>{t(`teams.${team}`)}</strong>
              <span className="muted">{t(`teamDoes.${team}`)}</span>
            </div>
            <div className={classNames("row", layout.breathing)}>
              <span className={classNames("num", styles.count)}>
                {t("doneOf", { done: countDone(round.progress, team), all })}
              </span>
              <span className="muted">{t("sheetsDone")}</span>
              {waiting > 0 && round.state === "open" && <span>{t("waitingNow", { count: waiting })}</span>}
            </div>
            <div className="muted">{round.teams[team].map((member) => member.name).join(t("app:listSeparator"))}</div>
          </section>
        );
      })}
    </div>
  );
}
