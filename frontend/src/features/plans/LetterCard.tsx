import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptLetter, letterQuery, type Letter } from "./queries";
import { showTime } from "@/lib/dates";
import { ReasonDialog } from "@/ui/dialogs";
import { StateTag } from "@/ui/StateTag";
import { ErrorState } from "@/ui/states";
import { classNames } from "@/ui/classNames";
import layout from "@/ui/layout.module.css";
import styles from "./LetterCard.module.css";

/** The responsibility letter of a plan: its words, their digest, and who accepted them. */
export function LetterCard({ letter }: { letter: Letter }) {
  const { t } = useTranslation("plans");
  const [isOpen, setOpen] = useState(false);
  const [isAsked, ask] = useState(false);
  const detail = useQuery(letterQuery(letter.id));
  const accept = detail.data?.actions.find((action) => action.name === "accept");
  return (
    <section className="card" aria-label={t("letter")}>
      <div className={classNames("row", layout.apart)}>
        <span className="row">
          <strong>{t("letter")}</strong>
          <span className="num">{letter.number}</span>
          <StateTag label={t(`letterStates.${letter.state}`)} tone={letter.state === "accepted" ? "done" : "due"} />
        </span>
        <span className="row no-print">
          <Button
            aria-expanded={isOpen}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {t(isOpen ? "hideLetter" : "readLetter")}
          </Button>
          {accept?.allowed && (
            <Button
              type="primary"
              onClick={() => {
                ask(true);
              }}
            >
              {t("accept")}
            </Button>
          )}
        </span>
      </div>
      <div className={classNames("muted", layout.breaks)}>
        {t("digest")} <code>{letter.digest}</code>
      </div>
      {letter.accepted_at && (
        <div>{t("acceptedBy", { name: letter.accepted_by_name, time: showTime(letter.accepted_at) })}</div>
      )}
      {isOpen &&
        (detail.isPending ? (
          <Skeleton active />
        ) : detail.isError ? (
          <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
        ) : (
          <pre className={styles.letter}>{detail.data.text}</pre>
        ))}
      <ReasonDialog
        open={isAsked}
        title={t("askAccept", { number: letter.number })}
        confirmText={t("accept")}
        onConfirm={() => acceptLetter(letter.id, letter.digest)}
        touches={["plans"]}
        onClose={() => {
          ask(false);
        }}
      >
        <p className={styles.effect}>{t("acceptEffect", { digest: letter.digest })}</p>
      </ReasonDialog>
    </section>
  );
}
