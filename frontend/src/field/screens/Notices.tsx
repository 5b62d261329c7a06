import { useCallback, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useOnline } from "@/field/hooks/useOnline";
import { useStored } from "@/field/hooks/useStored";
import { minutesAhead } from "@/field/rules/clock";
import { FieldSignIn } from "@/field/screens/FieldSignIn";
import { readKept } from "@/field/store/database";
import { countOfOthers } from "@/field/store/items";
import { isNearlyFull, roomLeft } from "@/field/store/room";
import type { Session } from "@/field/store/types";

const NOTABLE_MINUTES = 5;
const readReturned = async () => (await readKept("returned")) ?? null;
const readContact = async () => (await readKept("contact")) ?? null;

interface Props {
  session: Session;
  isExpired: boolean;
  onSignedIn: () => Promise<void>;
}

/** What the inspector should know now. Nothing here stands in the way of recording. */
export function Notices({ session, isExpired, onSignedIn }: Props) {
  const { t } = useTranslation("field");
  const isOnline = useOnline();
  const [isSigningIn, setSigningIn] = useState(false);
  const others = useStored(useCallback(() => countOfOthers(session.account_id), [session.account_id]));
  const contact = useStored(readContact);
  const returned = useStored(readReturned);
  const sentBack = returned?.owner === session.account_id ? returned.rows : [];
  const room = useStored(roomLeft) ?? null;
  // In a demo or rehearsal the office clock runs through a year of its own; there the difference says nothing of the phone.
  const minutes = contact && !session.is_demo && !session.is_rehearsal ? minutesAhead(contact) : 0;
  return (
    <>
      {!isOnline && <Notice sign="⚠" text={t("notices.offline")} />}
      {isOnline && isExpired && (
        <Notice sign="⚠" tone="due" text={t("notices.signIn")}>
          <button
            type="button"
            className="field-small"
            onClick={() => {
              setSigningIn(!isSigningIn);
            }}
          >
            {t(isSigningIn ? "notices.hideSignIn" : "notices.signInNow")}
          </button>
        </Notice>
      )}
      {isOnline && isExpired && isSigningIn && (
        <FieldSignIn
          onSignedIn={async () => {
            await onSignedIn();
            setSigningIn(false);
          }}
        />
      )}
      {sentBack.length > 0 && (
        <Notice sign="↩" tone="due" text={t("notices.returned", { count: sentBack.length })}>
          <ul>
            {sentBack.map(({ id, number, unitName }) => (
              <li key={id}>
                <a href={`/deductions/${id}`}>{number}</a> {unitName}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {isNearlyFull(room) && (
        <Notice sign="⚠" tone="due" text={t("notices.nearlyFull", { room: Math.floor((room ?? 0) / 1_000_000) })} />
      )}
      {Math.abs(minutes) >= NOTABLE_MINUTES && (
        <Notice sign="◷" text={t("notices.clock", { minutes: Math.abs(minutes) })} />
      )}
      {(others ?? 0) > 0 && <Notice sign="↑" text={t("notices.other", { count: others ?? 0 })} />}
    </>
  );
}

interface NoticeProps {
  sign: string;
  text: string;
  tone?: "due";
  children?: ReactNode;
}

function Notice({ sign, text, tone, children }: NoticeProps) {
  return (
    <div className="field-notice" data-tone={tone}>
      <span aria-hidden="true">{sign}</span>
      <p role="note">{text}</p>
      {children}
    </div>
  );
}
