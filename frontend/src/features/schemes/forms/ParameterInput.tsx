import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { Field, FieldSet } from "./Field";
import { ChoiceInput, LimitInput, NamesInput, NumberInput } from "./inputs";
import { BandsInput, BracketsInput, NamedInput } from "./rowInputs";
import { withAward, type Parameter } from "./ruleForms";
import { setKey } from "../draft/nodes";
import type { Rule } from "../draft/draft";

interface Props {
  parameter: Parameter;
  rule: Rule;
  pointer: string;
  onChange: (rule: Rule) => void;
}

/** One parameter of a rule in the office's words. */
export function ParameterInput({ parameter, rule, pointer, onChange }: Props) {
  const { t } = useTranslation("editor");
  const { key, kind, usual, choices = [] } = parameter;
  const label = t([`labels.${rule.type ?? ""}.${key}`, `parameters.${key}`]);
  const hint = t([`hints.${rule.type ?? ""}.${key}`, `hints.${key}`], { defaultValue: "" }) || undefined;
  const place = `${pointer}/${key}`;
  const value = rule[key];
  const set = (changed: unknown): void => {
    onChange(setKey(rule, key, changed));
  };
  const usualText = usual === "points" ? t("itsPoints") : usual === "open" ? t("open") : usual;
  switch (kind) {
    case "number":
      return (
        <Field label={label} pointer={place} hint={hint}>
          {(bound) => <NumberInput {...bound} value={value} placeholder={usualText} onType={set} />}
        </Field>
      );
    case "limit":
      return (
        <Field label={label} pointer={place} hint={hint}>
          {(bound) => <LimitInput {...bound} value={value} usual={usualText} onType={set} />}
        </Field>
      );
    case "choice":
      return (
        <Field label={label} pointer={place} hint={hint}>
          {(bound) => (
            <ChoiceInput
              {...bound}
              value={(value as string | undefined) ?? usual}
              options={choices.map((choice) => ({ value: choice, label: t(`choices.${key}.${choice}`) }))}
              onChoose={(chosen) => {
                if (key === "award") onChange(withAward(rule, chosen));
                else set(chosen === usual ? undefined : chosen);
              }}
            />
          )}
        </Field>
      );
    case "yesNo":
      return (
        <Field label={label} pointer={place}>
          {(bound) => (
            <Checkbox
              id={bound.id}
              checked={value === undefined ? usual === "yes" : value === true}
              onChange={(event) => {
                set(event.target.checked === (usual === "yes") ? undefined : event.target.checked);
              }}
            >
              {hint}
            </Checkbox>
          )}
        </Field>
      );
    case "names":
      return (
        <Field label={label} pointer={place} hint={hint} isWide>
          {(bound) => (
            <NamesInput
              {...bound}
              value={value}
              onChange={(names) => {
                set(names.length > 0 || key === "share_of" ? names : undefined);
              }}
            />
          )}
        </Field>
      );
    case "step":
      return <StepInput rule={rule} pointer={pointer} label={label} onChange={onChange} />;
    case "ends":
      return <EndsInput rule={rule} pointer={pointer} label={label} onChange={onChange} />;
    default:
      return (
        <FieldSet label={label} pointer={place}>
          {hint && <p className="muted editor-hint">{hint}</p>}
          <Listed parameter={parameter} value={value} pointer={place} onChange={set} />
        </FieldSet>
      );
  }
}

function Listed({
  parameter,
  value,
  pointer,
  onChange,
}: {
  parameter: Parameter;
  value: unknown;
  pointer: string;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation("editor");
  if (parameter.kind === "brackets") return <BracketsInput value={value} pointer={pointer} onChange={onChange} />;
  if (parameter.kind === "kinds")
    return (
      <NamedInput
        value={value}
        pointer={pointer}
        what={t("kind")}
        base="kind"
        read={(under) => (under as { at_most?: unknown } | undefined)?.at_most}
        write={(under, typed) => setKey((under ?? {}) as Readonly<Record<string, unknown>>, "at_most", typed)}
        onChange={(kinds) => {
          onChange(Object.keys(kinds).length > 0 ? kinds : undefined);
        }}
      />
    );
  if (parameter.kind === "numbersByName")
    return (
      <NamedInput
        value={value}
        pointer={pointer}
        what={t(parameter.key === "per" ? "work" : "option")}
        base={parameter.key === "per" ? "work" : "option"}
        read={(under) => under}
        write={(_, typed) => typed ?? ""}
        onChange={onChange}
      />
    );
  return <BandsInput value={value} pointer={pointer} hasShares={parameter.kind === "shareBands"} onChange={onChange} />;
}

interface OwnProps {
  rule: Rule;
  pointer: string;
  label: string;
  onChange: (rule: Rule) => void;
}

/** So much less a place, in points or in percent of the item's points. */
function StepInput({ rule, pointer, label, onChange }: OwnProps) {
  const { t } = useTranslation("editor");
  const key = rule["step_percent"] === undefined ? "step" : "step_percent";
  return (
    <Field label={label} pointer={`${pointer}/${key}`}>
      {(bound) => (
        <span className="editor-pair">
          <NumberInput
            {...bound}
            isNarrow
            value={rule[key]}
            onType={(typed) => {
              onChange({ ...rule, [key]: typed ?? "" });
            }}
          />
          <ChoiceInput
            value={key}
            label={t("stepUnit")}
            options={["step", "step_percent"].map((unit) => ({ value: unit, label: t(`stepUnits.${unit}`) }))}
            onChoose={(unit) => {
              onChange({ ...setKey(rule, key, undefined), [unit]: rule[key] });
            }}
          />
        </span>
      )}
    </Field>
  );
}

/** Between the worst and the best of the class, or between two fixed values. */
function EndsInput({ rule, pointer, label, onChange }: OwnProps) {
  const { t } = useTranslation("editor");
  const ends = rule["ends"];
  const fixed = typeof ends === "object" && ends !== null ? (ends as Record<string, unknown>) : null;
  return (
    <Field label={label} pointer={`${pointer}/ends`} isWide>
      {(bound) => (
        <span className="editor-pair">
          <ChoiceInput
            {...bound}
            value={fixed ? "fixed" : "peers"}
            options={["peers", "fixed"].map((kind) => ({ value: kind, label: t(`choices.ends.${kind}`) }))}
            onChoose={(kind) => {
              onChange(setKey(rule, "ends", kind === "fixed" ? { worst: "0", best: "100" } : undefined));
            }}
          />
          {fixed &&
            (["worst", "best"] as const).map((end) => (
              <NumberInput
                key={end}
                isNarrow
                value={fixed[end]}
                label={t(`ends.${end}`)}
                suffix={t(`ends.${end}`)}
                onType={(typed) => {
                  onChange({ ...rule, ends: { ...fixed, [end]: typed ?? "" } });
                }}
              />
            ))}
        </span>
      )}
    </Field>
  );
}
