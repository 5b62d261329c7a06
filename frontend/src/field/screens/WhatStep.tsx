import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStored } from "@/field/hooks/useStored";
import { findRules, rulesFor, worth } from "@/field/rules/catalogue";
import { officeNow } from "@/field/rules/clock";
import { RuleTerms } from "@/field/screens/RuleTerms";
import { readKept } from "@/field/store/database";
import { listOutgoing } from "@/field/store/outbox";
import type { Draft, Lists, Rule } from "@/field/store/types";
import { showDate } from "@/lib/dates";

const AT_ONCE = 6;

interface Props {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  lists: Lists;
  rule: Rule | undefined;
}

/** The rule of the catalogue that was in force on the day, those used lately first; then how often and by which factor. */
export function WhatStep({ draft, change, lists, rule }: Props) {
  const { t, i18n } = useTranslation("field");
  const [isChoosing, setChoosing] = useState(draft.ruleCode === "");
  const choose = (chosen: Rule): void => {
    change({ ruleCode: chosen.code, factor: "1", points: "", pointsReason: "" });
    setChoosing(false);
  };
  return (
    <section className="field-card" id="field-what" aria-labelledby="field-what-title">
      <h2 id="field-what-title">{t("what")}</h2>
      {rule && !isChoosing ? (
        <>
          <div className="field-chosen">
            <strong>{i18n.language === "en" ? rule.title_en : rule.title}</strong>
            <span className="field-minus">−{worth(rule)}</span>
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
          <RuleTerms draft={draft} change={change} rule={rule} />
        </>
      ) : (
        <RuleList draft={draft} lists={lists} onChoose={choose} />
      )}
    </section>
  );
}

async function readUsed(): Promise<string[]> {
  const codes = (await listOutgoing()).reverse().map((row) => row.draft.ruleCode);
  return [...new Set(codes)];
}

function RuleList({ draft, lists, onChoose }: { draft: Draft; lists: Lists; onChoose: (rule: Rule) => void }) {
  const { t, i18n } = useTranslation("field");
  const [typed, setTyped] = useState("");
  const [isWhole, setWhole] = useState(false);
  const used = useStored(readUsed) ?? [];
  const day = useStored(
    useCallback(async () => {
      const moment = draft.happenedAt ?? officeNow((await readKept("contact")) ?? null).toISOString();
      return showDate(moment);
    }, [draft.happenedAt]),
  );
  const kind = lists.units.find((unit) => unit.code === draft.unitCode)?.kind;
  const offered = day ? rulesFor(lists.rules, day, kind) : [];
  const turn = (rule: Rule): number => (used.includes(rule.code) ? used.indexOf(rule.code) : used.length);
  const found = findRules(offered, typed).sort((a, b) => turn(a) - turn(b));
  const shown = isWhole || typed.trim() !== "" ? found : found.slice(0, AT_ONCE);
  return (
    <>
      <label className="field-label">
        <span className="visually-hidden">{t("searchRule")}</span>
        <input
          type="search"
          value={typed}
          placeholder={t("searchRule")}
          enterKeyHint="search"
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
          }}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      </label>
      <ul className="field-list" aria-label={t("rule")}>
        {shown.map((rule) => (
          <li key={rule.id}>
            <button
              type="button"
              className="field-option"
              onClick={() => {
                onChoose(rule);
              }}
            >
              <span>{i18n.language === "en" ? rule.title_en : rule.title}</span>
              <span className="field-spring" />
              <span className="field-minus">−{worth(rule)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && day && <p className="field-fine">{t("noRule")}</p>}
      {shown.length < found.length && (
        <button
          type="button"
          className="field-link"
          onClick={() => {
            setWhole(true);
          }}
        >
          {t("moreRules", { count: found.length })}
        </button>
      )}
    </>
  );
}
