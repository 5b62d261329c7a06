import { useQuery } from "@tanstack/react-query";
import { Alert, App } from "antd";
import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConflictDialog } from "./ConflictDialog";
import { EditorContext } from "../draft/useEditor";
import { EditorHeader } from "./EditorHeader";
import { FindingsPanel } from "./FindingsPanel";
import { GroupForm } from "../forms/GroupForm";
import { ItemForm } from "../forms/ItemForm";
import { JsonDialog } from "./JsonDialog";
import { plainPointer, selectionOf } from "../draft/pointers";
import { findingsQuery, saveDraft } from "../draft/draftQueries";
import { begin, isChanged, reduce } from "../draft/reducer";
import { isGroup, nodeAt, partsOf, walk } from "../draft/nodes";
import { TotalLine } from "./TotalLine";
import { TreePanel } from "./TreePanel";
import { TreeToolbar } from "./TreeToolbar";
import { draftOf, type Draft, type Finding, type Path } from "../draft/draft";
import { useKeys } from "./useKeys";
import { usePlace } from "./usePlace";
import { useUnsaved } from "./useUnsaved";
import { WholeForm } from "../forms/WholeForm";
import type { Scheme } from "../queries";
import { ApiProblem } from "@/api/problem";
import { showTime } from "@/lib/dates";
import "./editor.css";
import { useAct } from "@/lib/useAct";
import { useSettled } from "@/lib/useSettled";
import { useQuestion } from "@/ui/Dialog";

const PAUSE = 450;

interface Refusal {
  draft: Draft;
  message: string;
  errors: Finding[];
}

/** A draft on the desk: its tree, the form of what is selected, and what a review would find. */
export function SchemeEditor({ scheme }: { scheme: Scheme }) {
  const { t, i18n } = useTranslation("editor");
  const { message } = App.useApp();
  const question = useQuestion();
  const [state, dispatch] = useReducer(reduce, scheme, (opened) => begin(draftOf(opened), opened.version));
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [dialog, open] = useState<"json" | "conflict" | null>(null);
  const { offered, answer } = useUnsaved(scheme.id, state);
  const { draft, selected } = state;
  const settled = useSettled(draft, PAUSE);
  const found = useQuery(findingsQuery(scheme.id, state.version, settled, i18n.language));
  const form = useRef<HTMLDivElement>(null);
  const goTo = usePlace(form);
  const refused = refusal?.draft === draft ? refusal : null;
  const content = useMemo(() => {
    const told = found.data?.faults ?? [];
    const more = (refused?.errors ?? []).filter((one) => !told.some(({ pointer }) => pointer === one.pointer));
    return {
      findings: found.data,
      faults: [...told, ...more],
      warnings: found.data?.warnings ?? [],
      year: scheme.year,
      subjectKind: scheme.subject_kind,
    };
  }, [found.data, refused, scheme]);
  const saving = useAct({
    act: async (version: number) => {
      const kept = await saveDraft(scheme.id, version, draft);
      dispatch({ type: "saved", draft, version: kept.version });
      void message.success(t("saved"));
    },
    touches: ["schemes"],
    onRefused: (error) => {
      if (error instanceof ApiProblem && error.status === 412) open("conflict");
      else {
        const errors = error instanceof ApiProblem ? error.errors : [];
        const placed = errors.map((one) => ({ ...one, pointer: plainPointer(one.pointer) }));
        const said = error instanceof ApiProblem && error.message ? error.message : t("notReached");
        refuse({ draft, message: said, errors: placed });
      }
    },
  });
  const save = (version = state.version): void => {
    refuse(null);
    saving.run(version);
  };
  const remove = (path: Path): void => {
    const node = nodeAt(draft.document.root, path);
    if (!node) return;
    const name = node.name ?? node.code;
    const below = walk(node).length - 1;
    question({
      title: t("removeAsk", { name }),
      content: below > 0 ? t("removeBelow", { count: below }) : t("removeNote"),
      okText: t("removeYes"),
      cancelText: t("removeNo"),
      okButtonProps: { danger: true },
      onOk: () => {
        dispatch({ type: "remove", path });
        void message.info(t("removed", { name }));
      },
    });
  };
  useKeys({
    dispatch,
    save: () => {
      save();
    },
    isIdle: dialog === null,
  });
  useEffect(() => {
    document.title = `${draft.name} · ${t("title")}`;
  }, [draft.name, t]);
  const node = selected === "whole" ? null : (nodeAt(draft.document.root, selected) ?? null);
  const place = selected === "whole" ? [] : selected;
  return (
    <EditorContext value={{ ...content, state, dispatch }}>
      <EditorHeader
        scheme={scheme}
        isChanged={isChanged(state)}
        isSaving={saving.isBusy}
        onSave={() => {
          save();
        }}
        onJson={() => {
          open("json");
        }}
      />
      {offered && (
        <Alert
          type="info"
          showIcon
          className="editor-alert"
          title={t("kept.offer", { time: showTime(offered.at) })}
          description={offered.version === scheme.version ? undefined : t("kept.older")}
          action={
            <span className="row">
              <button
                type="button"
                className="editor-link"
                onClick={() => {
                  dispatch({ type: "restore", draft: offered.draft });
                  answer(true);
                }}
              >
                {t("kept.take")}
              </button>
              <button
                type="button"
                className="editor-link"
                onClick={() => {
                  answer(false);
                }}
              >
                {t("kept.drop")}
              </button>
            </span>
          }
        />
      )}
      {refused && <Alert type="error" showIcon role="alert" className="editor-alert" title={refused.message} />}
      <div className="editor-desk">
        <div className="editor-side">
          <TreeToolbar onRemove={remove} onAdded={goTo.first} />
          <TotalLine />
          <TreePanel
            onChoose={(chosen) => {
              dispatch({ type: "select", selected: chosen });
              goTo.form();
            }}
            onOpen={goTo.first}
            onRemove={remove}
          />
          <FindingsPanel
            isPending={found.isFetching || settled !== draft}
            onGo={(pointer) => {
              dispatch({ type: "select", selected: selectionOf(pointer, draft.document.root) });
              goTo.pointer(pointer);
            }}
          />
          {found.isError && <Alert type="warning" showIcon title={t("findings.unreachable")} />}
        </div>
        <div className="card editor-form" ref={form}>
          {selected === "whole" && <WholeForm />}
          {node && isGroup(node) && <GroupForm key={place.join()} group={node} path={place} />}
          {node && !isGroup(node) && <ItemForm key={place.join()} item={node} path={place} />}
          {node && isGroup(node) && partsOf(node).length === 0 && <p className="muted">{t("addHint")}</p>}
        </div>
      </div>
      {dialog === "json" && (
        <JsonDialog
          id={scheme.id}
          onClose={() => {
            open(null);
          }}
        />
      )}
      {dialog === "conflict" && (
        <ConflictDialog
          id={scheme.id}
          onKeep={(version) => {
            open(null);
            save(version);
          }}
          onClose={() => {
            open(null);
          }}
        />
      )}
    </EditorContext>
  );
}
