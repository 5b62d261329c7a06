import type { Bundle } from "@/i18n";

export const OFFICE_TEXTS: Bundle = {
  "zh-CN": () => import("@/i18n/office.zh-CN"),
  en: () => import("@/i18n/office.en"),
};
