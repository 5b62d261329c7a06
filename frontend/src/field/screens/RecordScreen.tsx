import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useStored } from "@/field/hooks/useStored";
import { RecordForm } from "@/field/screens/RecordForm";
import { readKept } from "@/field/store/database";
import { listDrafts } from "@/field/store/drafts";
import type { Session } from "@/field/store/types";

interface Props {
  session: Session;
  /** A draft that the outbox asks to be opened. */
  wanted: string | null;
}

const readLists = async () => (await readKept("lists")) ?? null;

/** The draft that was last worked on lies open; without one, a blank page. */
export function RecordScreen({ session, wanted }: Props) {
  const { t } = useTranslation("field");
  const lists = useStored(readLists);
  const drafts = useStored(useCallback(() => listDrafts(session.account_id), [session.account_id]));
  if (lists === undefined || drafts === undefined) {
    return (
      <div className="field-card" aria-busy="true">
        {t("loading")}
      </div>
    );
  }
  if (lists === null || lists.units.length === 0 || lists.rules.length === 0) {
    return (
      <div className="field-card" role="alert">
        {t("listsMissing")}
      </div>
    );
  }
  const start = drafts.find((draft) => draft.id === wanted) ?? drafts[0] ?? null;
  return <RecordForm session={session} lists={lists} drafts={drafts} start={start} />;
}
