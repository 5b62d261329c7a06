import { useTranslation } from "react-i18next";
import { ItemsPicture } from "./ItemsPicture";
import { MovesTable } from "./MovesTable";
import type { Group } from "./queries";
import { SpreadPicture } from "./SpreadPicture";
import "./trials.css";

/** One class of a trial: who moves, how the totals lie, and which items decide. */
export function TrialClass({ group, title }: { group: Group; title: string }) {
  const { t } = useTranslation("trials");
  const leftOut = group.items.filter((item) => item.is_left_out).map((item) => item.name);
  return (
    <section className="stack" aria-label={title}>
      <div>
        <h2 className="trial-title">{title}</h2>
        {group.is_invented && <p className="trial-note">{t("inventedSubjects")}</p>}
        {leftOut.length > 0 && (
          <p className="muted trial-note">{t("leftOut", { items: leftOut.join(t("separator")) })}</p>
        )}
        {group.incomplete.length > 0 && (
          <details className="trial-note">
            <summary>{t("incomplete", { count: group.incomplete.length })}</summary>
            <ul>
              {group.incomplete.map((subject) => (
                <li key={subject.code}>
                  {subject.name}{" "}
                  <span className="muted">
                    {subject.lacking.length > 0
                      ? t("lacks", { items: subject.lacking.join(t("separator")) })
                      : t("cannotBeRead")}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <SpreadPicture group={group} title={title} />
      <MovesTable group={group} label={title} />
      <ItemsPicture group={group} title={title} />
    </section>
  );
}
