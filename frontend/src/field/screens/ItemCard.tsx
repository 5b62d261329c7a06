import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Ask } from "@/field/screens/Drafts";
import { TIME_UNKNOWN } from "@/field/send/replay";
import { sendNow, type SendingState } from "@/field/send/sending";
import type { Groups, Item } from "@/field/store/items";
import { discard, mayBeChanged, takeBack, tryAgain } from "@/field/store/outbox";
import { dropPhoto } from "@/field/store/drafts";
import { wordsOf } from "@/field/screens/words";
import { showTime } from "@/lib/dates";

const ID_TAKEN = "deduction_id_taken";

interface Props {
  item: Item;
  group: keyof Groups;
  sending: SendingState;
  onRecord: (draftId: string) => void;
}

/** One record: what, where it stands, why in plain words, and what can be done about it. */
export function ItemCard({ item: { row, photos }, group, sending, onRecord }: Props) {
  const { t, i18n } = useTranslation("field");
  const [isAsking, setAsking] = useState(false);
  const name = t("itemName", { unit: row.unitName, rule: i18n.language === "en" ? row.ruleTitleEn : row.ruleTitle });
  const sent = photos.filter((photo) => photo.state === "sent").length;
  const again = (): void => {
    void tryAgain(row.id).then(sendNow);
  };
  const change = (underNewId: boolean): void => {
    void takeBack(row.id, underNewId).then(onRecord);
  };
  const isTaken = row.refusal?.code === ID_TAKEN;
  return (
    <article className="field-card field-stack" data-group={group} aria-label={name}>
      <strong>{name}</strong>
      <p className="field-fine">
        {row.receipt ? `${row.receipt.number} · ` : ""}
        {showTime(row.receipt?.recordedAt ?? row.queuedAt)} ·{" "}
        {photos.length > 0 ? t("outbox.photos", { sent, all: photos.length }) : t("outbox.noPhotos")}
      </p>
      {group !== "sent" && <Standing item={{ row, photos }} sending={sending} />}
      {group === "refused" && (
        <div className="field-actions">
          {!isTaken && row.refusal?.code !== TIME_UNKNOWN && (
            <button type="button" className="field-small" onClick={again}>
              {t("outbox.again")}
            </button>
          )}
          {row.state === "refused" && (
            <button
              type="button"
              className="field-small field-strong"
              onClick={() => {
                change(isTaken);
              }}
            >
              {t(isTaken ? "outbox.asNew" : "outbox.change")}
            </button>
          )}
        </div>
      )}
      {group === "waiting" && (
        <div className="field-actions">
          <button type="button" className="field-small" disabled={sending.isSending} onClick={again}>
            {t("outbox.again")}
          </button>
          {mayBeChanged(row) ? (
            <button
              type="button"
              className="field-small"
              onClick={() => {
                change(false);
              }}
            >
              {t("outbox.change")}
            </button>
          ) : (
            row.state === "waiting" && <p className="field-fine">{t("outbox.mayHaveArrived")}</p>
          )}
        </div>
      )}
      {mayBeChanged(row) && !isAsking && (
        <button
          type="button"
          className="field-link"
          onClick={() => {
            setAsking(true);
          }}
        >
          {t("outbox.discard")}
        </button>
      )}
      {isAsking && (
        <Ask
          question={t("outbox.discardAsk", { name })}
          yes={t("outbox.discardSure")}
          no={t("outbox.keep")}
          onAnswer={(isSure) => {
            setAsking(false);
            if (isSure) void discard(row.id);
          }}
        />
      )}
    </article>
  );
}

function Standing({ item: { row, photos }, sending }: Pick<Props, "item" | "sending">) {
  const { t } = useTranslation("field");
  const refused = photos
    .map((photo, index) => ({ photo, number: index + 1 }))
    .filter(({ photo }) => photo.state === "refused");
  const moving = photos.find((photo) => sending.shares.has(photo.id));
  return (
    <>
      {(row.state !== "recorded" || photos.some((photo) => photo.state === "kept")) && (
        <p className={row.state === "refused" ? "field-problem" : ""}>{wordsOf(row, sending.isSending, t)}</p>
      )}
      {row.refusal?.code === ID_TAKEN && <p>{t("outbox.taken")}</p>}
      {refused.map(({ photo, number }) => (
        <div key={photo.id} className="field-row">
          <p className="field-problem">{t("outbox.photoRefused", { number, reason: photo.reason })}</p>
          <button type="button" className="field-link" onClick={() => void dropPhoto(photo.id)}>
            {t("removePhoto", { number })}
          </button>
        </div>
      ))}
      {moving && <progress aria-label={t("outbox.sending")} max={1} value={sending.shares.get(moving.id) ?? 0} />}
    </>
  );
}
