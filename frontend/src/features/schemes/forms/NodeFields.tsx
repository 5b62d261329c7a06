import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { Field } from "./Field";
import { KeptInput, NumberInput } from "./inputs";
import { codesOf } from "../draft/nodes";
import type { Path, SchemeNode } from "../draft/draft";

interface Props {
  node: SchemeNode;
  path: Path;
  pointer: string;
}

/** Sets one key of a node; without a value it is taken out. */
export function useSetNode(path: Path): (key: string, value: unknown) => void {
  const { dispatch } = useEditor();
  return (key, value) => {
    dispatch({ type: "setNode", path, key, value });
  };
}

export function NameField({ node, path, pointer }: Props) {
  const { t } = useTranslation("editor");
  const set = useSetNode(path);
  return (
    <Field label={t("name")} pointer={`${pointer}/name`} isWide="half">
      {(bound) => (
        <Input
          {...bound}
          status={bound.status ?? ""}
          value={node.name ?? ""}
          placeholder={node.code}
          maxLength={120}
          onChange={(event) => {
            set("name", event.target.value === "" ? undefined : event.target.value);
          }}
        />
      )}
    </Field>
  );
}

export function NumberField({ node, path, pointer, name, hint }: Props & { name: string; hint?: string | undefined }) {
  const { t } = useTranslation("editor");
  const set = useSetNode(path);
  return (
    <Field label={t(`node.${name}`)} pointer={`${pointer}/${name}`} hint={hint}>
      {(bound) => (
        <NumberInput
          {...bound}
          value={node[name]}
          onType={(typed) => {
            set(name, typed);
          }}
        />
      )}
    </Field>
  );
}

/** The name by which results, sources and files refer to the node. */
export function CodeField({ node, path, pointer }: Props) {
  const { t } = useTranslation("editor");
  const { state, dispatch } = useEditor();
  const codes = codesOf(state.draft.document.root);
  return (
    <Field label={t("code")} pointer={`${pointer}/code`} hint={t("codeHint")}>
      {(bound) => (
        <KeptInput
          {...bound}
          key={node.code}
          value={node.code}
          faultOf={(text) => (text === "" ? t("nameNeeded") : codes.has(text) ? t("nameTaken", { name: text }) : null)}
          onKeep={(code) => {
            dispatch({ type: "rename", path, code });
          }}
        />
      )}
    </Field>
  );
}

export function NoteField({ node, path, pointer }: Props) {
  const { t } = useTranslation("editor");
  const set = useSetNode(path);
  return (
    <Field label={t("noteText")} pointer={`${pointer}/note`} hint={t("noteHint")} isWide>
      {(bound) => (
        <Input.TextArea
          {...bound}
          status={bound.status ?? ""}
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={typeof node["note"] === "string" ? node["note"] : ""}
          onChange={(event) => {
            set("note", event.target.value === "" ? undefined : event.target.value);
          }}
        />
      )}
    </Field>
  );
}
