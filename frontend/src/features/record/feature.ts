import type { Feature } from "@/app/feature";

export const record: Feature = {
  texts: ["imports", "pasting", "record"],
  pages: [
    {
      path: "/record",
      title: "record",
      menu: "personnel",
      opens: ["personnel:outcome:read"],
      load: () => import("./RecordPage"),
    },
    {
      path: "/record/import",
      title: "outcomeImport",
      opens: ["personnel:outcome:import"],
      load: () => import("./OutcomeImportPage"),
    },
  ],
};
