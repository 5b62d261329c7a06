import { useTranslation } from "react-i18next";
import { TEAMS, type RoundDetail } from "./queries";
import "./sheets.css";
import { countDone, countSheets, countWaiting } from "./stages";

/** The three teams: who stands in each, how far it is, how much waits for it. */
export function TeamCards({ round }: { round: RoundDetail }) {
  const { t } = useTranslation(["sheets", "app"]);
  const all = countSheets(round.progress);
  return (
    <div
      className="stack sheet-teams"
      style={{ gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 15rem), 1fr))" }}
    >
      {TEAMS.map((team) => {
        const waiting = countWaiting(round.progress, team);
        return (
          <section key={team} className="card" aria-label={t(`teams.${team}`)}>
            <div className="row" style={{ justifyContent: "space-between" }}>
              <strong>{t(`teams.${team}`)}</strong>
              <span className="muted">{t(`teamDoes.${team}`)}</span>
            </div>
            <div className="row" style={{ margin: "4px 0" }}>
              <span className="num" style={{ fontSize: "1.8rem", fontWeight: 600, lineHeight: 1.3 }}>
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
