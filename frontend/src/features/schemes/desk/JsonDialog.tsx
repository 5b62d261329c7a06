import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Input } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../draft/useEditor";
import { brokenLine, lineOf, placesOf } from "../draft/jsonLines";
import { findingsQuery } from "../draft/draftQueries";
import { isTree } from "../draft/nodes";
import type { SchemeDocument } from "../draft/draft";
import { saveBlob } from "@/lib/saving";
import { useSettled } from "@/lib/useSettled";
import { Dialog, useQuestion } from "@/ui/Dialog";
import layout from "@/ui/layout.module.css";

interface Props {
  id: string;
  onClose: () => void;
}

interface Said {
  line: number | null;
  message: string;
}

/** The scheme as a document of the scheme language: read, edited, pasted, taken along. Never shown unless asked for. */
export function JsonDialog({ id, onClose }: Props) {
  const { t, i18n } = useTranslation("editor");
  const question = useQuestion();
  const { state, dispatch } = useEditor();
  const { document } = state.draft;
  const before = useMemo(() => JSON.stringify(document, null, 2), [document]);
  const [text, type] = useState(before);
  const area = useRef<TextAreaRef>(null);
  const read = useMemo(() => readText(text), [text]);
  const settled = useSettled(read.document ?? document, 500);
  const found = useQuery(findingsQuery(id, state.version, { ...state.draft, document: settled }, i18n.language));
  const judged: Said[] =
    read.document && found.data && !found.isPlaceholderData
      ? found.data.faults
          .filter(({ pointer }) => pointer.startsWith("/document"))
          .map(({ pointer, message }) => ({ line: lineOf(read.places, read.base + pointer.slice(9)), message }))
      : [];
  const own: Said[] = [
    ...(read.broken ? [{ line: read.broken.line, message: t("json.broken") }] : []),
    ...(read.isNoTree ? [{ line: 1, message: t("json.noTree") }] : []),
    ...read.places.repeated.map((pointer) => ({
      line: lineOf(read.places, pointer),
      message: t("json.repeated", { name: pointer.slice(pointer.lastIndexOf("/") + 1) }),
    })),
  ];
  const said = own.length > 0 ? own : judged;
  const leave = (): void => {
    if (text === before) onClose();
    else
      question({
        title: t("json.discard"),
        okText: t("json.discardYes"),
        cancelText: t("json.discardNo"),
        okButtonProps: { danger: true },
        onOk: onClose,
      });
  };
  const goTo = (line: number): void => {
    const field = area.current?.resizableTextArea?.textArea;
    if (!field) return;
    const start =
      text
        .split("\n")
        .slice(0, line - 1)
        .join("\n").length + (line > 1 ? 1 : 0);
    field.focus();
    field.setSelectionRange(start, start + (text.split("\n")[line - 1]?.length ?? 0));
    field.scrollTop = Math.max(0, (line - 4) * (field.scrollHeight / text.split("\n").length));
  };
  return (
    <Dialog
      open
      width={860}
      title={t("json.title")}
      onCancel={leave}
      footer={[
        <Button
          key="download"
          onClick={() => {
            const content = JSON.stringify({ scheme: read.document ?? document, subjects: [] }, null, 2);
            saveBlob(new Blob([content], { type: "application/json" }), `${state.draft.name}.json`);
          }}
        >
          {t("json.download")}
        </Button>,
        <Button key="cancel" onClick={leave}>
          {t("json.close")}
        </Button>,
        <Button
          key="apply"
          type="primary"
          disabled={text === before || own.length > 0}
          onClick={() => {
            if (read.document) dispatch({ type: "replaceDocument", document: read.document });
            onClose();
          }}
        >
          {t("json.apply")}
        </Button>,
      ]}
    >
      <div className="stack">
        <p className={layout.flush}>{t("json.note")}</p>
        <Input.TextArea
          ref={area}
          className="editor-json"
          aria-label={t("json.title")}
          spellCheck={false}
          rows={18}
          value={text}
          onChange={(event) => {
            type(event.target.value);
          }}
        />
        <div aria-live="polite">
          {said.length > 0 && (
            <Alert
              type={own.length > 0 ? "error" : "warning"}
              showIcon
              title={t("json.faults", { count: said.length })}
              description={
                <ul className="editor-findings">
                  {said.map(({ line, message }, index) => (
                    <li key={index}>
                      {line === null ? (
                        message
                      ) : (
                        <button
                          type="button"
                          className="editor-link"
                          onClick={() => {
                            goTo(line);
                          }}
                        >
                          {t("json.line", { line, message })}
                        </button>
                      )}
                    </li>
                  ))}
                </ul>
              }
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}

interface Read {
  document: SchemeDocument | null;
  places: ReturnType<typeof placesOf>;
  /** Where the scheme stands in the text: a whole document of the scheme language holds it under a name. */
  base: string;
  broken: { line: number | null } | null;
  isNoTree: boolean;
}

function readText(text: string): Read {
  const nothing = { document: null, places: { lines: new Map<string, number>(), repeated: [] }, base: "" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ...nothing, broken: { line: brokenLine(text, error) }, isNoTree: false };
  }
  const holder = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const isCase = !("root" in holder) && "scheme" in holder;
  const scheme = (isCase ? holder["scheme"] : holder) as SchemeDocument;
  const places = placesOf(text);
  const base = isCase ? "/scheme" : "";
  if (typeof scheme !== "object" || !isTree(scheme.root))
    return { ...nothing, places, base, broken: null, isNoTree: true };
  return { document: scheme, places, base, broken: null, isNoTree: false };
}
