import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft, Unit } from "@/field/store/types";

interface Props {
  current: Draft;
  isBlank: boolean;
  isSaved: boolean;
  drafts: readonly Draft[];
  units: readonly Unit[];
  onOpen: (draft: Draft | null) => void;
  onDrop: (id: string) => void;
}

/** Drafts side by side; the one under the thumb is marked. Nothing to see while there is only a blank page. */
export function Drafts({ current, isBlank, isSaved, drafts, units, onOpen, onDrop }: Props) {
  const { t } = useTranslation("field");
  const [isAsking, setAsking] = useState(false);
  const nameOf = (draft: Draft): string => {
    const unit = units.find((one) => one.code === draft.unitCode)?.name;
    return [unit, draft.note.trim().slice(0, 12)].filter(Boolean).join(" · ") || t("drafts.empty");
  };
  const others = drafts.filter((draft) => draft.id !== current.id);
  if (isBlank && others.length === 0) return null;
  const isStored = drafts.some((draft) => draft.id === current.id);
  return (
    <section className="field-drafts" aria-label={t("drafts.label")}>
      <div className="field-strip">
        {(!isBlank || others.length > 0) && (
          <button
            type="button"
            className="field-chip"
            aria-pressed={isBlank}
            onClick={() => {
              onOpen(null);
            }}
          >
            {`+ ${t("drafts.new")}`}
          </button>
        )}
        {!isBlank && (
          <button type="button" className="field-chip" aria-pressed="true">
            {nameOf(current)}
          </button>
        )}
        {others.map((draft) => (
          <button
            key={draft.id}
            type="button"
            className="field-chip"
            aria-pressed="false"
            onClick={() => {
              onOpen(draft);
            }}
          >
            {nameOf(draft)}
          </button>
        ))}
      </div>
      {isStored && !isBlank && (
        <div className="field-row">
          <span className="field-fine">{isSaved && t("drafts.saved")}</span>
          <button
            type="button"
            className="field-link"
            onClick={() => {
              setAsking(true);
            }}
          >
            {t("drafts.delete")}
          </button>
        </div>
      )}
      {isAsking && isStored && (
        <Ask
          question={t("drafts.deleteAsk", { name: nameOf(current) })}
          yes={t("drafts.deleteSure")}
          no={t("drafts.keep")}
          onAnswer={(isSure) => {
            setAsking(false);
            if (isSure) onDrop(current.id);
          }}
        />
      )}
    </section>
  );
}

interface AskProps {
  question: string;
  yes: string;
  no: string;
  onAnswer: (isSure: boolean) => void;
}

/** A question in its place on the page: nothing jumps, and the safe answer is the larger target. */
export function Ask({ question, yes, no, onAnswer }: AskProps) {
  return (
    <div className="field-ask" role="alertdialog" aria-label={question}>
      <p>{question}</p>
      <div className="field-row">
        <button
          type="button"
          className="field-small field-bad"
          onClick={() => {
            onAnswer(true);
          }}
        >
          {yes}
        </button>
        <button
          type="button"
          className="field-small field-strong"
          autoFocus
          onClick={() => {
            onAnswer(false);
          }}
        >
          {no}
        </button>
      </div>
    </div>
  );
}
