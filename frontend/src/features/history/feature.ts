import type { Feature } from "@/app/feature";

export const history: Feature = {
  texts: ["grades", "history", "imports", "pasting"],
  pages: [
    {
      path: "/history",
      title: "history",
      menu: "personnel",
      opens: ["personnel:outcome:read"],
      load: () => import("./HistoryPage"),
    },
    {
      path: "/history/import",
      title: "historyImport",
      opens: ["personnel:outcome:import"],
      load: () => import("./HistoryImportPage"),
    },
  ],
};
