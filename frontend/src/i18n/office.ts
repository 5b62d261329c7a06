import type { Source } from "@/i18n";
import { byNamespace, type Texts } from "@/i18n/namespaces";
import type { Namespace } from "@/i18n/resources";

/** What the frame says around every page, with what waits: fetched as one file. */
export const FIRST = ["app", "nav", "signin", "home", "waiting", "figures", "live"] as const satisfies Namespace[];

const first = {
  "zh-CN": () => import("@/i18n/first.zh-CN"),
  en: () => import("@/i18n/first.en"),
};
const pages = {
  "zh-CN": byNamespace(
    import.meta.glob<Texts>(["./zh-CN/*.json", "!./zh-CN/{app,nav,signin,home,waiting,figures,live}.json"], {
      import: "default",
    }),
  ),
  en: byNamespace(
    import.meta.glob<Texts>(["./en/*.json", "!./en/{app,nav,signin,home,waiting,figures,live}.json"], {
      import: "default",
    }),
  ),
};

export const officeTexts: Source = async (language, name) => {
  if ((FIRST as readonly Namespace[]).includes(name)) return (await first[language]()).default[name]!;
  return pages[language][name]!();
};
