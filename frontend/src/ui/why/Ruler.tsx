import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { placeMarks, type Placed } from "@/ui/why/marks";
import type { Outlook, SubjectRef } from "@/ui/why/types";
import { isZero, showDecimal, showShort } from "@/lib/decimals";
import { TierMark } from "@/ui/TierMark";
import "@/ui/why/why.css";

/** Names of neighbours; those that the reader may not know are counted. */
function useNames(): (subjects: readonly SubjectRef[]) => string {
  const { t } = useTranslation(["why", "app"]);
  return (subjects) => {
    const named = subjects.flatMap((subject) => (subject.name === null ? [] : [subject.name]));
    const unnamed = subjects.length - named.length;
    const rest = unnamed ? [t(named.length ? "others" : "unnamed", { count: unnamed })] : [];
    return [...named, ...rest].join(t("app:listSeparator"));
  };
}

/** The nearest above and below and the lines of the tiers, from the best down, spaced by their distance in points. */
export function Ruler({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation("why");
  return (
    <section className="card" aria-label={t("neighbours")}>
      <h2 className="why-head">{t("neighbours")}</h2>
      <ol className="ruler">
        {placeMarks(outlook).map((mark) => (
          <li
            key={mark.key}
            className="ruler-mark"
            data-kind={mark.kind}
            style={{ "--room": `${String(mark.room)}px` } as CSSProperties}
          >
            <span className="ruler-total num">{showDecimal(mark.total)}</span>
            <span className="ruler-tick" aria-hidden="true" />
            <span className="ruler-what">
              <What mark={mark} outlook={outlook} />
            </span>
            <span className="ruler-gap num">
              {mark.kind !== "own" && (isZero(mark.gap) ? t("level") : t("gap", { points: showDecimal(mark.gap) }))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function What({ mark, outlook }: { mark: Placed; outlook: Outlook }) {
  const { t } = useTranslation("why");
  const nameThem = useNames();
  if (mark.kind === "own")
    return (
      <>
        <strong>{outlook.name}</strong> {mark.rank !== null && t("place", { rank: mark.rank })}{" "}
        {mark.tier && <TierMark tier={mark.tier} />}
        {mark.subjects.length > 0 && (
          <span className="muted ruler-note">{t("tied", { names: nameThem(mark.subjects) })}</span>
        )}
      </>
    );
  if (mark.kind === "above" || mark.kind === "below")
    return (
      <>
        {nameThem(mark.subjects)} <span className="muted">{mark.rank !== null && t("place", { rank: mark.rank })}</span>
      </>
    );
  return <TierLine mark={mark} outlook={outlook} />;
}

function TierLine({ mark, outlook }: { mark: Placed; outlook: Outlook }) {
  const { t } = useTranslation("why");
  const boundary = mark.kind === "tierAbove" ? outlook.tier_above : outlook.tier_below;
  if (!boundary) return null;
  const end = boundary.end === "top" || boundary.end === "bottom" ? boundary.end : "none";
  const rule =
    boundary.decided_by === "line"
      ? t("byLine", { line: showShort(boundary.line ?? "") })
      : boundary.share !== null
        ? t(`byShare.${end}`, { percent: percent(boundary.share), places: boundary.places })
        : t(`byPlaces.${end}`, { places: boundary.places });
  return (
    <>
      <TierMark tier={boundary.tier} /> {t("begins")}
      <span className="muted ruler-note">{rule}</span>
    </>
  );
}

/** A share of six places as a percentage, exactly. */
function percent(share: string): string {
  const [whole = "0", fraction = ""] = share.split(".");
  const digits = fraction.padEnd(3, "0");
  return showShort(`${String(BigInt(whole + digits.slice(0, 2)))}.${digits.slice(2)}`);
}
