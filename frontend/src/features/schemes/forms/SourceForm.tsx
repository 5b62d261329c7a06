import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { Field, FieldSet } from "./Field";
import { ChoiceInput, NamesInput, NumberInput } from "./inputs";
import { NamedInput } from "./rowInputs";
import { bindingPointer } from "../draft/pointers";
import { RULE_FORMS } from "./ruleForms";
import type { SchemeNode, Source } from "../draft/draft";
import { catalogueQuery } from "@/lib/catalogue";
import { wordOf } from "@/i18n/words";
import { indicatorsQuery } from "@/lib/indicators";
import layout from "@/ui/layout.module.css";

const EVERY = "*";
const VALUE_NAMES = ["annual", "half_year"] as const;
const NEW: Readonly<Record<string, Source>> = {
  deductions: { rule_codes: [] },
  indicator: { indicator_code: "", value_name: "annual" },
  plan_completion: { value_name: "annual" },
  manual: { owner: "organisation_department" },
  bonus_claims: { kinds: [] },
  claim_counts: { kinds: [] },
  evaluation_round: { minimum: 3, trim: 0, tiers: {} },
  ballot_round: { minimum: 5 },
};

/** Where the item's facts come from: the source, and what it needs to be found. */
export function SourceForm({ item }: { item: SchemeNode }) {
  const { t } = useTranslation(["editor", "schemes"]);
  const { state, dispatch, findings, year } = useEditor();
  const { code } = item;
  const pointer = bindingPointer(code);
  const source = state.draft.binding[code];
  const kind = source?.["source"] as string | undefined;
  const type = item.rule?.type ?? "";
  const indicators = useQuery(indicatorsQuery(year)).data ?? [];
  const fit = findings?.sources[type] ?? [];
  const kinds = [...new Set([...fit, ...(kind === undefined ? [] : [kind])])];
  const set = (changed: Source | undefined): void => {
    dispatch({ type: "setSource", code, source: changed });
  };
  const choose = (chosen: string): void => {
    const isCounted = Object.values(state.draft.binding).some((one) =>
      (one["rule_codes"] as string[] | undefined)?.includes(EVERY),
    );
    const begun = { source: chosen, ...NEW[chosen] };
    if (chosen === "deductions" && !isCounted) set({ ...begun, rule_codes: [EVERY] });
    else if (chosen === "indicator" && indicators.some((one) => one.code === code))
      set({ ...begun, indicator_code: code });
    else set(begun);
  };
  const canBeFed = !findings || !(type in RULE_FORMS) || fit.length > 0;
  return (
    <FieldSet label={t("source")} pointer={pointer}>
      <div className="fields">
        <Field label={t("sourceKind")} pointer={`${pointer}/source`} hint={canBeFed ? undefined : t("noSource")}>
          {(bound) => (
            <ChoiceInput
              {...bound}
              value={kind}
              options={kinds.map((one) => ({ value: one, label: wordOf("schemes:sources", one) }))}
              onChoose={choose}
            />
          )}
        </Field>
        {source && <Details source={source} pointer={pointer} onChange={set} />}
      </div>
      {kind !== undefined && <p className="muted editor-hint">{wordOf("editor:sourceHints", kind)}</p>}
    </FieldSet>
  );
}

function Details({
  source,
  pointer,
  onChange,
}: {
  source: Source;
  pointer: string;
  onChange: (source: Source) => void;
}) {
  const { t, i18n } = useTranslation("editor");
  const { year } = useEditor();
  const kind = source["source"] as string;
  const indicators = useQuery({ ...indicatorsQuery(year), enabled: kind === "indicator" }).data ?? [];
  const catalogue = useQuery({ ...catalogueQuery(year), enabled: kind === "deductions" }).data ?? [];
  const inEnglish = i18n.language === "en";
  return Object.keys(NEW[kind] ?? {}).map((key) => {
    const set = (value: unknown): void => {
      onChange({ ...source, [key]: value });
    };
    const value = source[key];
    if (key === "tiers")
      return (
        <FieldSet key={key} label={wordOf("editor:sourceFields", key)} pointer={`${pointer}/${key}`}>
          <NamedInput
            value={value}
            what={t("evaluatorTier")}
            base={t("evaluatorTier")}
            pointer={`${pointer}/${key}`}
            read={(weight) => weight}
            write={(_, typed) => typed ?? ""}
            onChange={set}
          />
        </FieldSet>
      );
    return (
      <Field key={key} label={wordOf("editor:sourceFields", key)} pointer={`${pointer}/${key}`}>
        {(bound) => {
          if (key === "minimum" || key === "trim")
            return (
              <NumberInput
                {...bound}
                value={value}
                onType={(typed) => {
                  set(/^\d{1,4}$/.test(typed ?? "") ? Number(typed) : (typed ?? ""));
                }}
              />
            );
          if (key === "owner")
            return (
              <ChoiceInput
                {...bound}
                value={value as string}
                options={(["organisation_department", "unit_head"] as const).map((one) => ({
                  value: one,
                  label: t(`scorers.${one}`),
                }))}
                onChoose={set}
              />
            );
          if (key === "indicator_code")
            return (
              <Select<string>
                id={bound.id}
                {...(bound.status && { status: bound.status })}
                value={(value as string) || null}
                showSearch={{ optionFilterProp: "label" }}
                popupMatchSelectWidth={false}
                className={layout.full}
                options={indicators.map((one) => ({
                  value: one.code,
                  label: `${one.code} ${inEnglish ? one.name_en : one.name}`,
                }))}
                onChange={set}
              />
            );
          if (key === "value_name")
            return (
              <ChoiceInput
                {...bound}
                value={value as string}
                options={[...new Set([...VALUE_NAMES, value as string])].map((one) => ({
                  value: one,
                  label: wordOf("editor:valueNames", one),
                }))}
                onChoose={set}
              />
            );
          return (
            <NamesInput
              {...bound}
              value={value}
              options={
                key === "rule_codes"
                  ? [
                      { value: EVERY, label: t("everyCode") },
                      ...catalogue.map((one) => ({
                        value: one.code,
                        label: `${one.code} ${inEnglish ? one.title_en : one.title}`,
                      })),
                    ]
                  : []
              }
              onChange={set}
            />
          );
        }}
      </Field>
    );
  });
}
