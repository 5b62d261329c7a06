import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { currentLanguage, keepLanguage, type Language } from "@/i18n/language";

type Texts = Record<string, unknown>;

const chinese = import.meta.glob<Texts>("./zh-CN/*.json", { eager: true, import: "default" });
const english = import.meta.glob<Texts>("./en/*.json", { eager: true, import: "default" });

/** Texts by namespace: the file's name is the namespace. */
export function namespaces(files: Record<string, Texts>): Record<string, Texts> {
  return Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ""), texts] as const),
  );
}

export const resources = { "zh-CN": namespaces(chinese), en: namespaces(english) };

export async function startI18n(): Promise<void> {
  keepLanguage(currentLanguage());
  await i18next.use(initReactI18next).init({
    lng: currentLanguage(),
    fallbackLng: "zh-CN",
    resources,
    defaultNS: "app",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export async function chooseLanguage(language: Language): Promise<void> {
  keepLanguage(language);
  await i18next.changeLanguage(language);
}
