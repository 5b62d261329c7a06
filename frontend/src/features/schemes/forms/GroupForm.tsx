import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { Field, FieldSet } from "./Field";
import { ChoiceInput, NumberInput } from "./inputs";
import { CodeField, NameField, NoteField, NumberField, useSetNode } from "./NodeFields";
import { pointerOf } from "../draft/pointers";
import { isGroup, nodeAt, partsOf } from "../draft/nodes";
import type { Path, SchemeNode } from "../draft/draft";
import { EmptyState } from "@/ui/states";

const COMBINE = ["sum", "weighted", "mean"] as const;

/** A group: how its parts make one score, and what each of them brings. */
export function GroupForm({ group, path }: { group: SchemeNode; path: Path }) {
  const { t } = useTranslation("editor");
  const { state } = useEditor();
  const set = useSetNode(path);
  const pointer = pointerOf(path);
  const parent = path.length > 0 ? nodeAt(state.draft.document.root, path.slice(0, -1)) : undefined;
  const place = { node: group, path, pointer };
  const combine = group.combine ?? "sum";
  return (
    <>
      <div className="fields">
        <NameField {...place} />
        <Field label={t("node.combine")} pointer={`${pointer}/combine`} hint={t(`combineHints.${combine}`)}>
          {(bound) => (
            <ChoiceInput
              {...bound}
              value={group.combine}
              options={COMBINE.map((one) => ({ value: one, label: t(`combine.${one}`) }))}
              onChoose={(chosen) => {
                set("combine", chosen);
              }}
            />
          )}
        </Field>
        {(parent?.combine === "weighted" || group["weight"] !== undefined) && <NumberField {...place} name="weight" />}
      </div>
      <Parts group={group} path={path} />
      <details className="editor-more">
        <summary>{t("moreOfGroup")}</summary>
        <div className="fields">
          <NumberField {...place} name="cap" />
          <NumberField {...place} name="floor" />
          <CodeField {...place} />
          <NoteField {...place} />
        </div>
      </details>
    </>
  );
}

/** Points and weights of the parts beside each other, with their sums. */
function Parts({ group, path }: { group: SchemeNode; path: Path }) {
  const { t } = useTranslation("editor");
  const { findings, dispatch } = useEditor();
  const pointer = pointerOf(path);
  const parts = partsOf(group);
  const isWeighted = group.combine === "weighted";
  const sums = findings?.sums ?? {};
  if (parts.length === 0) return <EmptyState title={t("noParts")} hint={t("noPartsHint")} />;
  return (
    <FieldSet label={t("parts")} pointer={`${pointer}/parts`}>
      <table className="editor-parts">
        <thead>
          <tr>
            <th scope="col">{t("part")}</th>
            {isWeighted && <th scope="col">{t("node.weight")}</th>}
            <th scope="col">{t("worth")}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, index) => {
            const at = [...path, index];
            const name = part.name ?? part.code;
            const cell = (key: string) => (
              <NumberInput
                isNarrow
                value={part[key]}
                label={t("of", { key: t(`node.${key}`), name })}
                onType={(typed) => {
                  dispatch({ type: "setNode", path: at, key, value: typed });
                }}
              />
            );
            return (
              <tr key={index}>
                <th scope="row">
                  <button
                    type="button"
                    className="editor-link"
                    onClick={() => {
                      dispatch({ type: "select", selected: at });
                    }}
                  >
                    {name}
                  </button>
                </th>
                {isWeighted && <td>{cell("weight")}</td>}
                <td className="num">{isGroup(part) ? (sums[pointerOf(at)]?.worth ?? "–") : cell("points")}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            {isWeighted && <td className="num">{sums[pointer]?.weights ?? "–"}</td>}
            <td className="num">{sums[pointer]?.worth ?? "–"}</td>
          </tr>
        </tfoot>
      </table>
    </FieldSet>
  );
}
