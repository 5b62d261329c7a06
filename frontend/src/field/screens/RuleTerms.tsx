import { useTranslation } from "react-i18next";
import { stepsOf } from "@/field/rules/catalogue";
import type { Draft, Rule } from "@/field/store/types";
import { showShort } from "@/lib/decimals";

interface Props {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  rule: Rule;
}

/** How often, by which factor, and within a range which step. */
export function RuleTerms({ draft, change, rule }: Props) {
  const { t, i18n } = useTranslation("field");
  const count = Number(draft.count) || 0;
  const step = (by: number): void => {
    change({ count: String(Math.min(1000, Math.max(1, count + by))) });
  };
  return (
    <div className="field-stack">
      <div className="field-row">
        <span id="field-count-label">{t("count")}</span>
        <div className="field-stepper">
          <button
            type="button"
            aria-label={t("less")}
            disabled={count <= 1}
            onClick={() => {
              step(-1);
            }}
          >
            −
          </button>
          <input
            aria-labelledby="field-count-label"
            inputMode="numeric"
            value={draft.count}
            maxLength={4}
            onChange={(event) => {
              change({ count: event.target.value.replace(/\D/g, "") });
            }}
          />
          <button
            type="button"
            aria-label={t("more")}
            onClick={() => {
              step(1);
            }}
          >
            +
          </button>
        </div>
      </div>
      {rule.factors.length > 1 && (
        <Chips
          legend={t("factor")}
          chosen={draft.factor}
          options={rule.factors.map((one) => ({
            value: one.factor,
            label: `×${showShort(one.factor)} ${i18n.language === "en" ? one.meaning_en : one.meaning}`,
          }))}
          onChoose={(factor) => {
            change({ factor });
          }}
        />
      )}
      {rule.points === null && <Range draft={draft} change={change} rule={rule} />}
    </div>
  );
}

function Range({ draft, change, rule }: Props) {
  const { t } = useTranslation("field");
  const steps = stepsOf(rule);
  const label = t("points", {
    from: showShort(rule.points_min ?? ""),
    to: showShort(rule.points_max ?? ""),
    step: showShort(rule.points_step ?? ""),
  });
  return (
    <>
      {steps.length > 0 ? (
        <Chips
          legend={label}
          chosen={draft.points}
          options={steps.map((value) => ({ value, label: value }))}
          onChoose={(points) => {
            change({ points });
          }}
        />
      ) : (
        <label className="field-label">
          {label}
          <input
            inputMode="decimal"
            value={draft.points}
            onChange={(event) => {
              change({ points: event.target.value.trim() });
            }}
          />
        </label>
      )}
      <label className="field-label">
        {t("pointsReason")}
        <input
          value={draft.pointsReason}
          maxLength={1000}
          onChange={(event) => {
            change({ pointsReason: event.target.value });
          }}
        />
      </label>
    </>
  );
}

interface ChipsProps {
  legend: string;
  chosen: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}

function Chips({ legend, chosen, options, onChoose }: ChipsProps) {
  return (
    <fieldset className="field-choice">
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className="field-chip"
          aria-pressed={chosen === value}
          onClick={() => {
            onChoose(value);
          }}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
