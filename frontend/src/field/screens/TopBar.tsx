import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldMenu } from "@/field/screens/FieldMenu";
import type { Session } from "@/field/store/types";
import { chooseLanguage } from "@/i18n";

interface Props {
  session: Session | null;
  onRefresh: () => Promise<void>;
}

export function TopBar({ session, onRefresh }: Props) {
  const { t, i18n } = useTranslation(["field", "app"]);
  const [isOpen, setOpen] = useState(false);
  const other = i18n.language === "en" ? "zh-CN" : "en";
  return (
    <>
      <div className="field-bar">
        <img src="/icon.svg" alt="" width={28} height={28} />
        <strong>{t("title")}</strong>
        {session?.is_rehearsal && <strong className="field-rehearsal">{t("app:rehearsal")}</strong>}
        {session && <span className="field-who">{session.display_name}</span>}
        <span className="field-spring" />
        <button type="button" className="field-link" lang={other} onClick={() => void chooseLanguage(other)}>
          {t("app:frame.otherLanguage")}
        </button>
        {session && (
          <button
            type="button"
            className="field-link"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? "menu.close" : "menu.open")}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            <span aria-hidden="true">{isOpen ? "✕" : "☰"}</span>
          </button>
        )}
      </div>
      {session && isOpen && (
        <FieldMenu
          session={session}
          onRefresh={onRefresh}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
