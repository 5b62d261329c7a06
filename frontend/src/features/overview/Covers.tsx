import { useTranslation } from "react-i18next";
import type { ClassStanding } from "./queries";
import { showMoment } from "@/lib/dates";
import { classNames } from "@/ui/classNames";
import styles from "./Covers.module.css";

/** What the standings of a class cover so far, as of when, and until when facts are in them. */
export function Covers({ standing }: { standing: ClassStanding }) {
  const { t } = useTranslation(["overview", "app"]);
  const covers = standing.covers
    .map((part) =>
      t(part.stands === "all" && part.weight === null ? "covers.allNoWeight" : `covers.${part.stands}`, {
        name: part.name,
        weight: part.weight,
      }),
    )
    .join(t("app:listSeparator"));
  return (
    <p className={classNames("muted", styles.covers)}>
      {t("coversSentence", {
        covers,
        time: showMoment(standing.as_of),
        until: showMoment(standing.facts_until, standing.as_of),
      })}
    </p>
  );
}
