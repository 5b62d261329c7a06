import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { Field } from "./Field";
import { ChoiceInput } from "./inputs";
import { LiveExample } from "./LiveExample";
import { CodeField, NameField, NoteField, NumberField, useSetNode } from "./NodeFields";
import { RULE_FORMS } from "./ruleForms";
import { RuleForm } from "./RuleForm";
import { SourceForm } from "./SourceForm";
import { nodeAt } from "../draft/nodes";
import { pointerOf } from "../draft/pointers";
import type { Path, SchemeNode } from "../draft/draft";
import { useUnits } from "@/lib/units";
import layout from "@/ui/layout.module.css";

const MISSING = ["error", "zero", "full", "exclude"] as const;

/** An item: what it is worth, by which rule, from which facts, and who answers for it. */
export function ItemForm({ item, path }: { item: SchemeNode; path: Path }) {
  const { t } = useTranslation("editor");
  const { state } = useEditor();
  const set = useSetNode(path);
  const pointer = pointerOf(path);
  const form = RULE_FORMS[item.rule?.type ?? ""];
  const parent = path.length > 0 ? nodeAt(state.draft.document.root, path.slice(0, -1)) : undefined;
  const place = { node: item, path, pointer };
  return (
    <>
      <div className="fields">
        <NameField {...place} />
        <NumberField {...place} name="points" hint={form && !form.needsPoints ? t("pointsOptional") : undefined} />
        {(parent?.combine === "weighted" || item["weight"] !== undefined) && <NumberField {...place} name="weight" />}
        <OwnerField {...place} />
      </div>
      <RuleForm {...place} item={item} />
      <LiveExample key={`${item.rule?.type ?? ""} ${path.join()}`} item={item} />
      <SourceForm item={item} />
      <details className="editor-more">
        <summary>{t("moreOfItem")}</summary>
        <div className="fields">
          <Field label={t("node.missing")} pointer={`${pointer}/missing`} hint={t("missingHint")}>
            {(bound) => (
              <ChoiceInput
                {...bound}
                value={(item["missing"] as string | undefined) ?? "error"}
                options={MISSING.map((one) => ({ value: one, label: t(`missing.${one}`) }))}
                onChoose={(chosen) => {
                  set("missing", chosen === "error" ? undefined : chosen);
                }}
              />
            )}
          </Field>
          <Field label={t("node.times_coefficient")} pointer={`${pointer}/times_coefficient`}>
            {(bound) => (
              <Checkbox
                id={bound.id}
                checked={item["times_coefficient"] === true}
                onChange={(event) => {
                  set("times_coefficient", event.target.checked ? true : undefined);
                }}
              >
                {t("timesCoefficient")}
              </Checkbox>
            )}
          </Field>
          <NumberField {...place} name="cap" />
          <NumberField {...place} name="floor" />
          <CodeField {...place} />
          <NoteField {...place} />
        </div>
      </details>
    </>
  );
}

function OwnerField({ node, path, pointer }: { node: SchemeNode; path: Path; pointer: string }) {
  const { t } = useTranslation("editor");
  const set = useSetNode(path);
  const units = useUnits() ?? [];
  const owner = node["owner"] as string | undefined;
  const byCode = units.find((unit) => unit.code === owner);
  return (
    <Field label={t("node.owner")} pointer={`${pointer}/owner`}>
      {(bound) => (
        <Select<string>
          id={bound.id}
          {...(bound.status && { status: bound.status })}
          value={owner ?? null}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          popupMatchSelectWidth={false}
          className={layout.full}
          options={[
            ...(byCode ? [{ value: byCode.code, label: byCode.name }] : []),
            ...units
              .filter((unit) => unit.isActive && unit.code !== owner)
              .map((unit) => ({ value: unit.name, label: unit.name })),
          ]}
          onChange={(chosen: string | undefined) => {
            set("owner", chosen);
          }}
        />
      )}
    </Field>
  );
}
