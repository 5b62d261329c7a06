import { useTranslation } from "react-i18next";
import type { Group, Subject, Trial } from "./queries";
import { compare, showDecimal } from "@/lib/decimals";
import { TierMark } from "@/ui/TierMark";
import "./trials.css";

const NAMED = 12;

/** What the trial says, in a few sentences; above all whether anything in it is invented. */
export function TrialSummary({ trial, nameOf }: { trial: Trial; nameOf: (group: Group) => string }) {
  const { t } = useTranslation("trials");
  const { classes } = trial;
  const sum = (of: (group: Group) => number): number => classes.reduce((whole, group) => whole + of(group), 0);
  const compared = sum((group) => group.compared);
  const moved = classes.flatMap((group) =>
    group.subjects.filter((row) => row.changes_tier).map((row) => ({ group, row })),
  );
  const widest = classes
    .flatMap((group) => (group.widest ? [group.widest] : []))
    .sort(compare)
    .at(-1);
  return (
    <section className="card trial-summary" aria-label={t("summary")}>
      {trial.has_invented && (
        <p className="trial-warning" role="note">
          <strong>{t("invented")}</strong> {t("inventedSeed", { seed: trial.seed })}
        </p>
      )}
      <p>
        {trial.against.length > 0
          ? t("against", {
              names: trial.against.map((other) => t("edition", { ...other })).join(t("separator")),
              year: trial.facts_year,
            })
          : t("alone", { year: trial.facts_year })}
      </p>
      {compared > 0 && (
        <p className="trial-outcome">
          {t("outcome", { compared, moved: sum((group) => group.moved), tier: moved.length })}{" "}
          {widest !== undefined && t("outcomeWidest", { points: showDecimal(widest) })}
        </p>
      )}
      {moved.length > 0 && (
        <ul className="trial-turns">
          {moved.slice(0, NAMED).map(({ group, row }) => (
            <li key={`${group.class_code} ${row.code}`}>
              <Turn row={row} />
              {classes.length > 1 && <span className="muted"> {nameOf(group)}</span>}
            </li>
          ))}
          {moved.length > NAMED && <li className="muted">{t("moreTurns", { count: moved.length - NAMED })}</li>}
        </ul>
      )}
    </section>
  );
}

function Turn({ row }: { row: Subject }) {
  return (
    <>
      {row.name} <TierMark tier={row.before?.tier ?? null} /> <span aria-hidden="true">→</span>{" "}
      <TierMark tier={row.after?.tier ?? null} />
    </>
  );
}
