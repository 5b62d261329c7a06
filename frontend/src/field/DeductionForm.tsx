import { useEffect, useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Entry } from "./outbox";
import { api, data, type Schema } from "@/api/client";
import { showShort } from "@/lib/decimals";
import { newId } from "@/lib/ids";

type Unit = Schema<"UnitView">;
type Rule = Schema<"DeductionRuleView">;

interface Props {
  start: Entry | null;
  onSend: (entry: Entry, title: string) => void;
}

function worth(rule: Rule): string {
  return rule.points === null
    ? `${showShort(rule.points_min ?? "")}–${showShort(rule.points_max ?? "")}`
    : showShort(rule.points);
}

/** Where, what, how it was: one thumb, three steps. */
export function DeductionForm({ start, onSend }: Props) {
  const { t, i18n } = useTranslation("field");
  const [units, setUnits] = useState<readonly Unit[]>([]);
  const [rules, setRules] = useState<readonly Rule[]>([]);
  const [unit, setUnit] = useState(start?.unit_code ?? "");
  const [ruleCode, setRule] = useState(start?.rule_code ?? "");
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const load = async (): Promise<void> => {
      const county = await data(api.GET("/api/v1/directory/county"));
      const year = Number(county.office_now.slice(0, 4));
      const [unitPage, rulePage] = await Promise.all([
        data(api.GET("/api/v1/directory/units", { params: { query: { limit: 200 } } })),
        data(api.GET("/api/v1/supervision/deduction-rules", { params: { query: { year, limit: 200 } } })),
      ]);
      setUnits(unitPage.items);
      setRules(rulePage.items);
    };
    load().catch(() => {
      setFailed(true);
    });
  }, []);
  const isEnglish = i18n.language === "en";
  const rule = rules.find((entry) => entry.code === ruleCode);
  const kind = units.find((entry) => entry.code === unit)?.kind;
  const offered = rules.filter((entry) => !kind || entry.unit_kinds.length === 0 || entry.unit_kinds.includes(kind));
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    const isRange = rule?.points === null;
    void data(api.GET("/api/v1/directory/county"))
      .then((county) => county.office_now)
      .catch(() => new Date().toISOString())
      .then((now) => {
        const entry: Entry = {
          id: start?.id ?? newId(),
          unit_code: unit,
          rule_code: ruleCode,
          count: Number(text("count")) || 1,
          factor: text("factor") || "1",
          points: isRange ? text("points") : null,
          points_reason: isRange ? text("points_reason") : null,
          occurred_at: now,
          place: text("place"),
          description: text("description"),
          cadre_codes: [],
          visit_id: null,
          captured_at: null,
          public_text: null,
        };
        const name = units.find((row) => row.code === unit)?.name ?? unit;
        onSend(entry, `${name} · ${isEnglish ? (rule?.title_en ?? "") : (rule?.title ?? "")}`);
      });
  };
  return (
    <form className="field-card" onSubmit={submit}>
      {failed && (
        <p className="field-problem" role="alert">
          {t("listsMissing")}
        </p>
      )}
      <fieldset>
        <legend>{t("where")}</legend>
        <label className="field-label">
          {t("unit")}
          <select
            value={unit}
            onChange={(event) => {
              setUnit(event.target.value);
            }}
            required
          >
            <option value="">{t("choose")}</option>
            {units.map((row) => (
              <option key={row.code} value={row.code}>
                {row.name}
              </option>
            ))}
          </select>
        </label>
        <label className="field-label">
          {t("place")}
          <input name="place" defaultValue={start?.place} maxLength={200} required placeholder={t("placeHint")} />
        </label>
      </fieldset>
      <fieldset>
        <legend>{t("what")}</legend>
        <label className="field-label">
          {t("rule")}
          <select
            value={ruleCode}
            onChange={(event) => {
              setRule(event.target.value);
            }}
            required
          >
            <option value="">{t("choose")}</option>
            {offered.map((row) => (
              <option key={row.code} value={row.code}>
                {`${isEnglish ? row.title_en : row.title} −${worth(row)}`}
              </option>
            ))}
          </select>
        </label>
        <div className="field-pair">
          <label className="field-label">
            {t("count")}
            <input
              name="count"
              type="number"
              inputMode="numeric"
              min={1}
              max={1000}
              defaultValue={start?.count ?? 1}
              required
            />
          </label>
          <label className="field-label">
            {t("factor")}
            <select name="factor" defaultValue={start?.factor ?? "1"}>
              {(rule?.factors ?? [{ factor: "1", meaning: "", meaning_en: "" }]).map((row) => (
                <option key={row.factor} value={row.factor}>
                  {`×${showShort(row.factor)} ${isEnglish ? (row.meaning_en ?? "") : (row.meaning ?? "")}`}
                </option>
              ))}
            </select>
          </label>
        </div>
        {rule?.points === null && (
          <>
            <label className="field-label">
              {t("points", {
                from: showShort(rule.points_min ?? ""),
                to: showShort(rule.points_max ?? ""),
                step: showShort(rule.points_step ?? ""),
              })}
              <input name="points" inputMode="decimal" required defaultValue={start?.points ?? ""} />
            </label>
            <label className="field-label">
              {t("pointsReason")}
              <input name="points_reason" required defaultValue={start?.points_reason ?? ""} />
            </label>
          </>
        )}
      </fieldset>
      <fieldset>
        <legend>{t("proof")}</legend>
        <label className="field-label">
          {t("description")}
          <textarea name="description" rows={3} maxLength={1000} required defaultValue={start?.description} />
        </label>
      </fieldset>
      <button type="submit" className="field-button" disabled={units.length === 0 || rules.length === 0}>
        {t("send")}
      </button>
    </form>
  );
}
