export type Language = "zh-CN" | "en";

const KEY = "hengjian.language";

/** The reader's choice, kept in the browser; Chinese where nothing was chosen. */
export function currentLanguage(): Language {
  return localStorage.getItem(KEY) === "en" ? "en" : "zh-CN";
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
}
