import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { Field, FieldSet } from "./Field";
import { ChoiceInput } from "./inputs";
import { ParameterInput } from "./ParameterInput";
import { RULE_FORMS, RULE_TYPES, shownParameters, unknownKeys } from "./ruleForms";
import type { Path, Rule, SchemeNode } from "../draft/draft";

interface Props {
  item: SchemeNode;
  path: Path;
  pointer: string;
}

/** The rule in the office's words: its type with a line that explains it, and its parameters. */
export function RuleForm({ item, path, pointer }: Props) {
  const { t } = useTranslation(["editor", "schemes"]);
  const { dispatch, findings } = useEditor();
  const rule: Rule = item.rule ?? {};
  const place = `${pointer}/rule`;
  const isKnown = rule.type !== undefined && rule.type in RULE_FORMS;
  const set = (changed: Rule): void => {
    dispatch({ type: "setRule", path, rule: changed });
  };
  const { first, more } = shownParameters(rule);
  const unknown = isKnown ? unknownKeys(rule) : [];
  const inputs = (parameters: typeof first) =>
    parameters.map((parameter) => (
      <ParameterInput key={parameter.key} parameter={parameter} rule={rule} pointer={place} onChange={set} />
    ));
  const canBeFed = (type: string): boolean => (findings?.sources[type]?.length ?? 1) > 0;
  return (
    <FieldSet label={t("rule")} pointer={place}>
      <div className="fields">
        <Field label={t("ruleType")} pointer={`${place}/type`}>
          {(bound) => (
            <ChoiceInput
              {...bound}
              value={isKnown ? rule.type : undefined}
              options={RULE_TYPES.map((type) => ({
                value: type,
                label: canBeFed(type) ? t(`schemes:rules.${type}`) : t("unfed", { rule: t(`schemes:rules.${type}`) }),
              }))}
              onChoose={(type) => {
                if (type !== rule.type) set(RULE_FORMS[type]!.start);
              }}
            />
          )}
        </Field>
      </div>
      {isKnown && <p className="muted editor-hint">{t(`explained.${rule.type!}`)}</p>}
      {!isKnown && rule.type !== undefined && <Alert type="error" title={t("unknownRule", { type: rule.type })} />}
      {first.length > 0 && <div className="fields editor-parameters">{inputs(first)}</div>}
      {unknown.length > 0 && <Alert type="warning" title={t("unknownKeys", { keys: unknown.join(", ") })} />}
      {more.length > 0 && (
        <details className="editor-more">
          <summary>{t("moreParameters", { count: more.length })}</summary>
          <div className="fields editor-parameters">{inputs(more)}</div>
        </details>
      )}
    </FieldSet>
  );
}
