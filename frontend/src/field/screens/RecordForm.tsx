import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDraft } from "@/field/hooks/useDraft";
import { usePlace } from "@/field/hooks/usePlace";
import { useStored } from "@/field/hooks/useStored";
import { missingIn, type Missing } from "@/field/rules/entry";
import { isBetterReading } from "@/field/rules/places";
import { Drafts } from "@/field/screens/Drafts";
import { LastReceipt } from "@/field/screens/LastReceipt";
import { ProofStep } from "@/field/screens/ProofStep";
import { WhatStep } from "@/field/screens/WhatStep";
import { WhereStep } from "@/field/screens/WhereStep";
import { sendNow } from "@/field/send/sending";
import { dropDraft, photosOf } from "@/field/store/drafts";
import { handOver } from "@/field/store/outbox";
import { askToStay } from "@/field/store/room";
import type { Draft, Lists, Photo, Session } from "@/field/store/types";

interface Props {
  session: Session;
  lists: Lists;
  drafts: readonly Draft[];
  start: Draft | null;
}

function usePhotos(recordId: string): Photo[] {
  const read = useCallback(() => photosOf(recordId), [recordId]);
  const found = useStored(read);
  // Until those of another draft are read, the ones in hand are still those of the draft before.
  return (found ?? []).filter((photo) => photo.recordId === recordId);
}

const STEP_OF: Record<Missing, string> = {
  unitCode: "where",
  place: "where",
  ruleCode: "what",
  count: "what",
  points: "what",
  pointsReason: "what",
  note: "proof",
};

/** Where, what, proof: three steps on one page, for one thumb. */
export function RecordForm({ session, lists, drafts, start }: Props) {
  const { t } = useTranslation(["field", "app"]);
  const writing = useDraft(session.account_id, start);
  const { draft, change } = writing;
  const photos = usePhotos(draft.id);
  const [place, findAgain] = usePlace();
  const [isTried, setTried] = useState(false);
  const [queued, setQueued] = useState<string | null>(null);
  const isSubmitting = useRef(false);
  const isBlank = draft.unitCode === "" && draft.ruleCode === "" && draft.note === "" && photos.length === 0;

  // A blank page is no record yet: its place is taken once something is entered, and soon after only bettered.
  useEffect(() => {
    if (!isBlank && place.position && isBetterReading(draft, place.position)) change({ position: place.position });
  }, [isBlank, place.position, draft, change]);

  const rule = lists.rules.find((one) => one.code === draft.ruleCode);
  const missing = missingIn(draft, rule);
  const open = (next: Draft | null): void => {
    setTried(false);
    setQueued(null);
    void writing.open(next);
    scrollTo(0, 0);
  };
  const submit = async (): Promise<void> => {
    const first = missing[0];
    if (first !== undefined) {
      setTried(true);
      document.getElementById(`field-${STEP_OF[first]}`)?.scrollIntoView({ behavior: "smooth", block: "start" });
      return;
    }
    if (isSubmitting.current) return;
    isSubmitting.current = true;
    try {
      const settled = await writing.settle();
      const unitName = lists.units.find((unit) => unit.code === settled.unitCode)?.name ?? settled.unitCode;
      await handOver(settled, {
        ownerName: session.display_name,
        unitName,
        ruleTitle: rule?.title ?? settled.ruleCode,
        ruleTitleEn: rule?.title_en ?? settled.ruleCode,
      });
      await writing.open(null);
      setTried(false);
      setQueued(settled.id);
      scrollTo(0, 0);
      void askToStay();
      void sendNow();
    } finally {
      isSubmitting.current = false;
    }
  };
  return (
    <form
      className="field-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // Where there is no room, the page says so and keeps everything.
        submit().catch(() => undefined);
      }}
    >
      {queued && <LastReceipt id={queued} />}
      <Drafts
        current={draft}
        isBlank={isBlank}
        isSaved={writing.isSaved}
        drafts={drafts}
        units={lists.units}
        onOpen={open}
        onDrop={(id) => {
          void dropDraft(id).then(() => writing.open(null));
        }}
      />
      {writing.isFull && (
        <p className="field-card field-problem" role="alert">
          {t("drafts.notSaved")}
        </p>
      )}
      {draft.refusal && (
        <p className="field-card field-problem" role="alert">
          {t("refusedBefore", { reason: draft.refusal })}
        </p>
      )}
      <WhereStep
        key={`where-${draft.id}`}
        draft={draft}
        change={change}
        lists={lists}
        place={place}
        onFindAgain={() => {
          change({ position: null });
          findAgain();
        }}
      />
      <WhatStep key={`what-${draft.id}`} draft={draft} change={change} lists={lists} rule={rule} />
      <ProofStep
        key={`proof-${draft.id}`}
        writing={writing}
        rule={rule}
        photos={photos}
        inspectors={lists.inspectors}
        assignments={lists.assignments}
      />
      <footer className="field-submit">
        {isTried && missing.length > 0 && (
          <p className="field-problem" role="alert">
            {t("missing", {
              what: missing.map((name) => t(`missingParts.${name}`)).join(t("app:listSeparator")),
            })}
          </p>
        )}
        <button type="submit" className="field-button">
          {t("submit")}
        </button>
      </footer>
    </form>
  );
}
