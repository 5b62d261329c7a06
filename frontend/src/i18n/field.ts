import type { Source } from "@/i18n";

const languages = { "zh-CN": () => import("@/i18n/field.zh-CN"), en: () => import("@/i18n/field.en") };

export const FIELD = ["app", "field", "signin"] as const;

export const fieldTexts: Source = async (language, name) => (await languages[language]()).default[name]!;
