import { useCallback, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useStored } from "@/field/hooks/useStored";
import { ItemCard } from "@/field/screens/ItemCard";
import { sendingState, sendNow } from "@/field/send/sending";
import { groupsOf, readItems, type Groups } from "@/field/store/items";
import type { Session } from "@/field/store/types";

const ORDER: readonly (keyof Groups)[] = ["refused", "waiting", "sent"];

interface Props {
  session: Session;
  /** Open the draft with this id. */
  onRecord: (draftId: string) => void;
}

/** Refused, waiting, sent: everything that was handed over on this phone, and why it stands where it stands. */
export function OutboxScreen({ session, onRecord }: Props) {
  const { t } = useTranslation("field");
  const items = useStored(useCallback(() => readItems(session.account_id), [session.account_id]));
  const sending = useSyncExternalStore(sendingState.subscribe, sendingState.read);
  if (items === undefined) {
    return (
      <div className="field-card" aria-busy="true">
        {t("loading")}
      </div>
    );
  }
  const groups = groupsOf(items);
  return (
    <>
      {items.length === 0 && <p className="field-card">{t("outbox.empty")}</p>}
      {groups.waiting.length > 0 && (
        <button type="button" className="field-button" disabled={sending.isSending} onClick={() => void sendNow()}>
          {t(sending.isSending ? "outbox.sending" : "outbox.allAgain")}
        </button>
      )}
      {ORDER.filter((name) => groups[name].length > 0).map((name) => (
        <section key={name} className="field-group" aria-labelledby={`field-group-${name}`}>
          <h2 id={`field-group-${name}`}>{`${t(`outbox.${name}`)} ${String(groups[name].length)}`}</h2>
          {groups[name].map((item) => (
            <ItemCard key={item.row.id} item={item} group={name} sending={sending} onRecord={onRecord} />
          ))}
        </section>
      ))}
    </>
  );
}
