import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useOnline } from "@/field/hooks/useOnline";
import { useScreen, type Screen } from "@/field/hooks/useScreen";
import { useStored } from "@/field/hooks/useStored";
import { Counters } from "@/field/screens/Counters";
import { FieldSignIn } from "@/field/screens/FieldSignIn";
import { Notices } from "@/field/screens/Notices";
import { OutboxScreen } from "@/field/screens/OutboxScreen";
import { RecordScreen } from "@/field/screens/RecordScreen";
import { TopBar } from "@/field/screens/TopBar";
import { refreshLists } from "@/field/send/lists";
import { sendingState, sendNow, startSending } from "@/field/send/sending";
import { database, readKept } from "@/field/store/database";
import { askToStay } from "@/field/store/room";

const readSession = async () => (await readKept("session")) ?? null;

/** The inspector's phone. What it shows comes from the phone itself; the server is asked beside it. */
export function FieldApp() {
  const { t } = useTranslation("field");
  const session = useStored(readSession);
  const sending = useSyncExternalStore(sendingState.subscribe, sendingState.read);
  const isOnline = useOnline();
  const [screen, go] = useScreen();
  const [isSignedOut, setSignedOut] = useState(false);
  const [hasAsked, setAsked] = useState(false);
  const [isStoreBroken, setStoreBroken] = useState(false);
  const [wanted, want] = useState<string | null>(null);

  const refresh = useCallback(async (isForced = false): Promise<void> => {
    try {
      setSignedOut((await refreshLists(isForced)) === null);
    } catch {
      // Not reached: what the phone keeps goes on serving.
    } finally {
      setAsked(true);
    }
  }, []);
  useEffect(() => {
    database().catch(() => {
      setStoreBroken(true);
    });
    const stop = startSending();
    const look = (): void => {
      if (!document.hidden) void refresh();
    };
    look();
    window.addEventListener("online", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      stop();
      window.removeEventListener("online", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [refresh]);

  const signedIn = useCallback(async () => {
    await refresh(true);
    void askToStay();
    void sendNow();
  }, [refresh]);

  const turn = (next: Screen): void => {
    want(null);
    go(next);
  };
  const isExpired = isSignedOut || sending.outcome === "signIn";
  const body = () => {
    if (isStoreBroken) return <Plain text={t("notices.store")} isAlert />;
    if (session === undefined || (session === null && !hasAsked && isOnline))
      return <Plain text={t("loading")} isBusy />;
    if (session === null) return <FieldSignIn isFirst onSignedIn={signedIn} />;
    if (session.must_change_password) {
      return (
        <div className="field-card">
          <p>{t("firstPassword")}</p>
          <a href="/first-password?next=%2F">{t("toFirstPassword")}</a>
        </div>
      );
    }
    if (!session.permissions.includes("supervision:deduction:record")) {
      return (
        <div className="field-card">
          <p>{t("notInspector")}</p>
          <a href="/">{t("toOffice")}</a>
        </div>
      );
    }
    return (
      <>
        <Notices session={session} isExpired={isExpired} onSignedIn={signedIn} />
        {screen === "outbox" ? (
          <OutboxScreen
            session={session}
            onRecord={(id) => {
              want(id);
              go("record");
            }}
          />
        ) : (
          <RecordScreen key={session.account_id} session={session} wanted={wanted} />
        )}
      </>
    );
  };
  return (
    <div className="field">
      <header className="field-top">
        <TopBar session={session ?? null} onRefresh={() => refresh(true)} />
        {session && <Counters owner={session.account_id} screen={screen} go={turn} />}
      </header>
      <main>{body()}</main>
    </div>
  );
}

function Plain({ text, isAlert, isBusy }: { text: string; isAlert?: boolean; isBusy?: boolean }) {
  return (
    <div className="field-card" role={isAlert ? "alert" : undefined} aria-busy={isBusy}>
      {text}
    </div>
  );
}
