import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { currentLanguage, keepLanguage, type Language } from "@/i18n/language";
import type { Texts } from "@/i18n/namespaces";

type Entry = "office" | "field";
type Bundle = () => Promise<{ default: Record<string, Texts> }>;

/** A reader loads one language, and the phone page its three files only. */
const BUNDLES: Record<Entry, Record<Language, Bundle>> = {
  office: { "zh-CN": () => import("@/i18n/office.zh-CN"), en: () => import("@/i18n/office.en") },
  field: { "zh-CN": () => import("@/i18n/field.zh-CN"), en: () => import("@/i18n/field.en") },
};

let entry: Entry = "office";

async function loadTexts(language: Language): Promise<void> {
  const texts = (await BUNDLES[entry][language]()).default;
  for (const [name, content] of Object.entries(texts)) i18next.addResourceBundle(language, name, content, true);
}

export async function startI18n(chosen: Entry = "office"): Promise<void> {
  entry = chosen;
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
