import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { currentLanguage, keepLanguage, type Language } from "@/i18n/language";
import type { Texts } from "@/i18n/namespaces";

export type Bundle = Record<Language, () => Promise<{ default: Record<string, Texts> }>>;

let texts: Bundle;

/** A reader loads one language. */
async function loadTexts(language: Language): Promise<void> {
  const loaded = (await texts[language]()).default;
  for (const [name, content] of Object.entries(loaded)) i18next.addResourceBundle(language, name, content, true);
}

/** With the texts of the entry that is opened: the phone page must not know those of the office. */
export async function startI18n(bundle: Bundle): Promise<void> {
  texts = bundle;
  const language = currentLanguage();
  keepLanguage(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    defaultNS: "app",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await loadTexts(language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  await loadTexts(language);
  keepLanguage(language);
  await i18next.changeLanguage(language);
}
