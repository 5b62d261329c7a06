import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { currentLanguage, keepLanguage, type Language } from "@/i18n/language";
import type { Texts } from "@/i18n/namespaces";
import type { Namespace } from "@/i18n/resources";

/** Where an entry's texts come from: the phone page must not know those of the office. */
export type Source = (language: Language, name: Namespace) => Promise<Texts>;

let source: Source;
const wanted = new Set<Namespace>();

async function load(language: Language, names: Iterable<Namespace>): Promise<void> {
  const missing = [...names].filter((name) => !i18next.hasResourceBundle(language, name));
  const loaded = await Promise.all(missing.map(async (name) => [name, await source(language, name)] as const));
  for (const [name, texts] of loaded) i18next.addResourceBundle(language, name, texts, true);
}

/** Fetches the texts of what is about to be shown; a reader loads one language, and of it what the opened pages say. */
export async function loadTexts(names: readonly Namespace[]): Promise<void> {
  for (const name of names) wanted.add(name);
  await load(currentLanguage(), names);
}

export async function startI18n(from: Source, first: readonly Namespace[]): Promise<void> {
  source = from;
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
  await loadTexts(first);
}

export async function chooseLanguage(language: Language): Promise<void> {
  await load(language, wanted);
  keepLanguage(language);
  await i18next.changeLanguage(language);
}
