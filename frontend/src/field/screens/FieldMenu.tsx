import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { useOnline } from "@/field/hooks/useOnline";
import { useStored } from "@/field/hooks/useStored";
import { listWaiting } from "@/field/send/replay";
import { keep, readKept } from "@/field/store/database";
import { askToStay } from "@/field/store/room";
import type { Session } from "@/field/store/types";
import { chooseTheme, currentTheme, THEMES } from "@/field/theme";
import { installing, readiness } from "@/field/worker";
import { showTime } from "@/lib/dates";

interface Props {
  session: Session;
  onRefresh: () => Promise<void>;
  onClose: () => void;
}

const readLists = async () => (await readKept("lists")) ?? null;

export function FieldMenu({ session, onRefresh, onClose }: Props) {
  const { t } = useTranslation(["field", "app"]);
  const isOnline = useOnline();
  const lists = useStored(readLists);
  const [theme, setTheme] = useState(currentTheme);
  const [stays, setStays] = useState<boolean | null>(null);
  const canInstall = useSyncExternalStore(installing.subscribe, installing.isOffered);
  const state = useSyncExternalStore(installing.subscribe, readiness);
  useEffect(() => {
    void askToStay().then(setStays);
  }, []);
  return (
    <div className="field-menu field-stack">
      <fieldset className="field-choice">
        <legend>{t("menu.theme")}</legend>
        {THEMES.map((one) => (
          <button
            key={one}
            type="button"
            className="field-chip"
            aria-pressed={theme === one}
            onClick={() => {
              chooseTheme(one);
              setTheme(one);
            }}
          >
            {t(`menu.themes.${one}`)}
          </button>
        ))}
      </fieldset>
      <p className="field-fine">
        {t(`menu.${state}`)} {state !== "noWorker" && stays !== null && t(stays ? "menu.stays" : "menu.mayGo")}
      </p>
      {canInstall && (
        <button type="button" className="field-small" onClick={() => void installing.install()}>
          {t("menu.install")}
        </button>
      )}
      <div className="field-row">
        <p className="field-fine">{lists && t("menu.fetched", { at: showTime(lists.fetchedAt) })}</p>
        <button type="button" className="field-small" disabled={!isOnline} onClick={() => void onRefresh()}>
          {t("menu.refresh")}
        </button>
      </div>
      <SignOut owner={session.account_id} onClose={onClose} />
    </div>
  );
}

function SignOut({ owner, onClose }: { owner: string; onClose: () => void }) {
  const { t } = useTranslation(["field", "app"]);
  const isOnline = useOnline();
  const [isSure, setSure] = useState(false);
  const read = useCallback(async () => (await listWaiting()).filter((row) => row.owner === owner).length, [owner]);
  const waiting = useStored(read) ?? 0;
  const signOut = (): void => {
    if (waiting > 0 && !isSure) {
      setSure(true);
      return;
    }
    const forget = (): Promise<void> => keep("session", null).then(onClose);
    api.DELETE("/api/v1/directory/session").then(forget, async (error: unknown) => {
      // Whose session is over already has nothing left to sign out of.
      if (error instanceof ApiProblem) await forget();
    });
  };
  return (
    <>
      {!isOnline && <p className="field-fine">{t("menu.signOutOffline")}</p>}
      {isSure && <p className="field-problem">{t("menu.signOutWaiting", { count: waiting })}</p>}
      <button type="button" className="field-small" disabled={!isOnline} onClick={signOut}>
        {isSure ? t("menu.signOutSure") : t("app:frame.signOut")}
      </button>
    </>
  );
}
