import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ClassesInput } from "./ClassesInput";
import { useEditor } from "../draft/useEditor";
import { Field, FieldSet } from "./Field";
import { ChoiceInput, NamesInput, NumberInput } from "./inputs";
import { NamedInput } from "./rowInputs";
import { TierRows, VetoRows } from "./TierRows";
import { setKey, walk } from "../draft/nodes";

type Entry = Readonly<Record<string, unknown>>;
const entryOf = (value: unknown): Entry => (typeof value === "object" && value !== null ? (value as Entry) : {});

/** What holds for the scheme as a whole: whom it scores, how totals are rounded and ranked, tiers and vetoes. */
export function WholeForm() {
  const { t } = useTranslation("editor");
  const { state, dispatch, subjectKind } = useEditor();
  const { draft } = state;
  const rounding = entryOf(draft.document["rounding"]);
  return (
    <>
      <div className="fields">
        <Field label={t("schemeName")} pointer="/name" isWide>
          {(bound) => (
            <Input
              {...bound}
              status={bound.status ?? ""}
              value={draft.name}
              maxLength={120}
              onChange={(event) => {
                dispatch({ type: "set", key: "name", value: event.target.value });
              }}
            />
          )}
        </Field>
        <Field label={t("classes")} pointer="/class_codes" isWide>
          {(bound) => (
            <ClassesInput
              {...bound}
              subjectKind={subjectKind}
              value={draft.class_codes}
              onChange={(codes) => {
                dispatch({ type: "set", key: "class_codes", value: codes });
              }}
            />
          )}
        </Field>
        <Field label={t("fullScore")} pointer="/full_score" hint={t("fullScoreHint")}>
          {(bound) => (
            <NumberInput
              {...bound}
              value={draft.full_score}
              onType={(typed) => {
                dispatch({ type: "set", key: "full_score", value: typed ?? null });
              }}
            />
          )}
        </Field>
        <Field label={t("places")} pointer="/document/rounding" hint={t("placesHint")}>
          {(bound) => (
            <NumberInput
              {...bound}
              value={rounding["places"]}
              placeholder="2"
              onType={(typed) => {
                const value = typed === undefined ? undefined : { ...rounding, places: typed };
                dispatch({ type: "setDocument", key: "rounding", value });
              }}
            />
          )}
        </Field>
      </div>
      <Ranking />
      <TierRows />
      <VetoRows />
      <FieldSet label={t("coefficients")} pointer="/coefficients">
        <p className="muted editor-hint">{t(`coefficientsHint.${subjectKind}`)}</p>
        <NamedInput
          value={draft.coefficients}
          pointer="/coefficients"
          what={t("subject")}
          base={t("subjectBase")}
          read={(under) => under}
          write={(_, typed) => typed ?? "1"}
          onChange={(coefficients) => {
            dispatch({ type: "set", key: "coefficients", value: coefficients as Record<string, string> });
          }}
        />
      </FieldSet>
    </>
  );
}

function Ranking() {
  const { t } = useTranslation("editor");
  const { state, dispatch } = useEditor();
  const { document, class_codes } = state.draft;
  const ranking = entryOf(document["ranking"]);
  const set = (key: string, value: unknown): void => {
    const changed = setKey(ranking, key, value);
    dispatch({ type: "setDocument", key: "ranking", value: Object.keys(changed).length > 0 ? changed : undefined });
  };
  const choice = (key: string, usual: string, choices: string[]) => (
    <Field label={t(`ranking.${key}`)} pointer={`/document/ranking/${key}`}>
      {(bound) => (
        <ChoiceInput
          {...bound}
          value={(ranking[key] as string | undefined) ?? usual}
          options={choices.map((one) => ({ value: one, label: t(`rankings.${one}`) }))}
          onChoose={(chosen) => {
            set(key, chosen === usual ? undefined : chosen);
          }}
        />
      )}
    </Field>
  );
  return (
    <FieldSet label={t("rankingTitle")} pointer="/document/ranking">
      <div className="fields">
        {choice("order", "desc", ["desc", "asc"])}
        {choice("ties", "competition", ["competition", "dense"])}
        <Field label={t("ranking.break_by")} pointer="/document/ranking/break_by" hint={t("breakByHint")} isWide>
          {(bound) => (
            <Select<string[]>
              id={bound.id}
              mode="multiple"
              value={Array.isArray(ranking["break_by"]) ? (ranking["break_by"] as string[]) : []}
              showSearch={{ optionFilterProp: "label" }}
              options={walk(document.root).map(({ node }) => ({ value: node.code, label: node.name ?? node.code }))}
              onChange={(codes) => {
                set("break_by", codes.length > 0 ? codes : undefined);
              }}
            />
          )}
        </Field>
        <Field label={t("ranking.unranked")} pointer="/document/ranking/unranked" hint={t("unrankedHint")} isWide>
          {(bound) => (
            <NamesInput
              {...bound}
              value={ranking["unranked"]}
              options={class_codes.map((code) => ({ value: code, label: code }))}
              onChange={(codes) => {
                set("unranked", codes.length > 0 ? codes : undefined);
              }}
            />
          )}
        </Field>
      </div>
    </FieldSet>
  );
}
