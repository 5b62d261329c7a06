import type { Bundle } from "@/i18n";

export const FIELD_TEXTS: Bundle = { "zh-CN": () => import("@/i18n/field.zh-CN"), en: () => import("@/i18n/field.en") };
