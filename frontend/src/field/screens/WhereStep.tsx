import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "@/field/hooks/usePlace";
import { findUnits, nearestFirst, type Nearby } from "@/field/rules/places";
import type { Draft, Lists, Position } from "@/field/store/types";
import { currentLanguage } from "@/i18n/language";
import type { TFunction } from "i18next";

const AT_ONCE = 5;
const COARSE_METRES = 100;

interface Props {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  lists: Lists;
  place: Place;
  onFindAgain: () => void;
}

/** The unit: what was assigned first, then the nearest; or by name and initials. Then the place, in words. */
export function WhereStep({ draft, change, lists, place, onFindAgain }: Props) {
  const { t } = useTranslation("field");
  const [isChoosing, setChoosing] = useState(draft.unitCode === "");
  const unit = lists.units.find((one) => one.code === draft.unitCode);
  const choose = ({ unit: chosen }: Nearby): void => {
    // The place follows the unit until the inspector has said something more exact.
    const isOwn = draft.place !== "" && draft.place !== unit?.name;
    const kind = lists.rules.find((rule) => rule.code === draft.ruleCode)?.unit_kinds;
    const fits = kind?.some((one) => one === chosen.kind) ?? true;
    change({ unitCode: chosen.code, ...(!isOwn && { place: chosen.name }), ...(!fits && { ruleCode: "" }) });
    setChoosing(false);
  };
  return (
    <section className="field-card" id="field-where" aria-labelledby="field-where-title">
      <h2 id="field-where-title">{t("where")}</h2>
      {unit && !isChoosing ? (
        <div className="field-chosen">
          <strong>{unit.name}</strong>
          <button
            type="button"
            className="field-small"
            onClick={() => {
              setChoosing(true);
            }}
          >
            {t("change")}
          </button>
        </div>
      ) : (
        <UnitList lists={lists} here={draft.position ?? place.position} onChoose={choose} />
      )}
      {unit && !isChoosing && (
        <label className="field-label">
          {t("place")}
          <input
            value={draft.place}
            maxLength={200}
            placeholder={t("placeHint")}
            onChange={(event) => {
              change({ place: event.target.value });
            }}
          />
        </label>
      )}
      <PlaceLine place={place} taken={draft.position} onFindAgain={onFindAgain} />
    </section>
  );
}

function UnitList({ lists, here, onChoose }: { lists: Lists; here: Position | null; onChoose: (row: Nearby) => void }) {
  const { t } = useTranslation("field");
  const [typed, setTyped] = useState("");
  const [isWhole, setWhole] = useState(false);
  const rows = nearestFirst(lists.units, here);
  const assigned = new Set(lists.assignments.map((one) => one.unitCode));
  const first = [
    ...rows.filter((row) => assigned.has(row.unit.code)),
    ...rows.filter((row) => !assigned.has(row.unit.code)),
  ];
  const found = typed.trim() === "" ? first : findUnits(rows, typed);
  const shown = isWhole
    ? found
    : found.slice(0, typed.trim() === "" ? Math.max(AT_ONCE, Math.min(assigned.size, 8)) : 8);
  return (
    <>
      <label className="field-label">
        <span className="visually-hidden">{t("search")}</span>
        <input
          type="search"
          value={typed}
          placeholder={t("search")}
          autoCapitalize="characters"
          enterKeyHint="search"
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (found[0] && typed.trim() !== "") onChoose(found[0]);
          }}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      </label>
      <ul className="field-list" aria-label={t("unit")}>
        {shown.map((row) => (
          <li key={row.unit.code}>
            <button
              type="button"
              className="field-option"
              onClick={() => {
                onChoose(row);
              }}
            >
              <span>{row.unit.name}</span>
              {assigned.has(row.unit.code) && <span className="field-tag">{t("assigned")}</span>}
              <span className="field-spring" />
              {row.metres !== null && <span className="field-fine">{sayDistance(row.metres, t)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="field-fine">{t("noUnit")}</p>}
      {shown.length < found.length && (
        <button
          type="button"
          className="field-link"
          onClick={() => {
            setWhole(true);
          }}
        >
          {t("moreUnits", { count: found.length })}
        </button>
      )}
    </>
  );
}

function sayDistance(metres: number, t: TFunction<"field">): string {
  const figure = new Intl.NumberFormat(currentLanguage(), { maximumSignificantDigits: 2 });
  return metres < 950
    ? t("metres", { figure: figure.format(Math.max(10, metres)) })
    : t("kilometres", { figure: figure.format(metres / 1000) });
}

function PlaceLine({ place, taken, onFindAgain }: { place: Place; taken: Position | null; onFindAgain: () => void }) {
  const { t } = useTranslation("field");
  const position = taken ?? place.position;
  const metres = position ? Math.max(1, Math.round(Number(position.accuracy_m))) : 0;
  const words = position
    ? t(metres > COARSE_METRES ? "position.coarse" : "position.found", { metres })
    : t(`position.${place.state}`);
  return (
    <div className="field-row field-place">
      <p className="field-fine" role="note">
        <span aria-hidden="true">{position ? "◉" : "○"}</span> {words}
      </p>
      {place.state !== "asking" && (
        <button type="button" className="field-link" onClick={onFindAgain}>
          {t("position.again")}
        </button>
      )}
    </div>
  );
}
