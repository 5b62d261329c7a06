import { Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bound } from "./Field";
import { plainNumber } from "@/lib/typed";
import layout from "@/ui/layout.module.css";

export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

interface NumberProps extends Partial<Bound> {
  value: unknown;
  /** Nothing where the field was emptied. */
  onType: (value: string | undefined) => void;
  label?: string;
  placeholder?: string | undefined;
  suffix?: string | undefined;
  isNarrow?: boolean;
}

export function NumberInput({ value, onType, label, placeholder, suffix, isNarrow, ...bound }: NumberProps) {
  return (
    <Input
      {...withoutEmpty(bound)}
      value={asText(value)}
      inputMode="decimal"
      autoComplete="off"
      className={isNarrow ? "num editor-narrow" : "num"}
      {...(label && { "aria-label": label })}
      {...(placeholder && { placeholder })}
      {...(suffix && { suffix: <span className="muted">{suffix}</span> })}
      onChange={(event) => {
        // While an input method composes, its letters are not yet the text.
        const isComposing = (event.nativeEvent as InputEvent).isComposing;
        const text = isComposing ? event.target.value : plainNumber(event.target.value);
        onType(text === "" ? undefined : text);
      }}
      onCompositionEnd={(event) => {
        const text = plainNumber(event.currentTarget.value);
        onType(text === "" ? undefined : text);
      }}
    />
  );
}

function withoutEmpty(bound: Partial<Bound>): Partial<Bound> {
  return Object.fromEntries(Object.entries(bound).filter(([, value]) => value !== undefined));
}

interface KeptProps extends Partial<Bound> {
  value: string;
  label?: string;
  /** What is wrong with a text, if anything; then it is not taken. */
  faultOf: (text: string) => string | null;
  onKeep: (text: string) => void;
}

/** A name that others refer to: taken when the field is left, and only if nobody else has it. */
export function KeptInput({ value, label, faultOf, onKeep, ...bound }: KeptProps) {
  const [typed, type] = useState<string | null>(null);
  const text = typed ?? value;
  const fault = typed === null || typed.trim() === value ? null : faultOf(typed.trim());
  const keep = (): void => {
    if (typed !== null && typed.trim() !== value && !fault) onKeep(typed.trim());
    if (!fault) type(null);
  };
  return (
    <span className="editor-kept">
      <Input
        {...withoutEmpty(bound)}
        value={text}
        autoComplete="off"
        spellCheck={false}
        {...(label && { "aria-label": label })}
        {...(fault && { status: "error", "aria-invalid": true })}
        onChange={(event) => {
          type(event.target.value);
        }}
        onPressEnter={keep}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Escape") type(null);
        }}
      />
      {fault && (
        <span className="editor-note" data-status="error" role="status">
          {fault}
        </span>
      )}
    </span>
  );
}

interface ChoiceProps extends Partial<Bound> {
  value: string | undefined;
  options: readonly { value: string; label: string; hint?: string }[];
  onChoose: (value: string) => void;
  label?: string;
}

export function ChoiceInput({ value, options, onChoose, label, ...bound }: ChoiceProps) {
  return (
    <Select<string>
      {...withoutEmpty(bound)}
      value={value ?? null}
      options={[...options]}
      popupMatchSelectWidth={false}
      className={layout.full}
      {...(label && { "aria-label": label })}
      onChange={onChoose}
    />
  );
}

interface NamesProps extends Partial<Bound> {
  value: unknown;
  onChange: (names: string[]) => void;
  options?: readonly { value: string; label: string }[];
  label?: string;
}

/** Names typed one after the other, or chosen among those that are known. */
export function NamesInput({ value, onChange, options = [], label, ...bound }: NamesProps) {
  return (
    <Select<string[]>
      {...withoutEmpty(bound)}
      mode="tags"
      value={Array.isArray(value) ? value.map(String) : []}
      options={[...options]}
      tokenSeparators={[",", "，", "、", ";", "；"]}
      showSearch={{ optionFilterProp: "label" }}
      className={layout.full}
      {...(label && { "aria-label": label })}
      onChange={(names) => {
        onChange(names.map((name) => name.trim()).filter((name) => name !== ""));
      }}
    />
  );
}

interface LimitProps extends Partial<Bound> {
  value: unknown;
  usual: string | undefined;
  onType: (value: string | null | undefined) => void;
}

/** A number, or no limit at all. */
export function LimitInput({ value, usual, onType, ...bound }: LimitProps) {
  const { t } = useTranslation("editor");
  return (
    <span className="editor-pair">
      <NumberInput {...bound} value={value} placeholder={value === null ? "" : usual} onType={onType} />
      <Checkbox
        checked={value === null}
        onChange={(event) => {
          onType(event.target.checked ? null : undefined);
        }}
      >
        {t("noLimit")}
      </Checkbox>
    </span>
  );
}
