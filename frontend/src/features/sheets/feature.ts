import { sheetsWaiting } from "./waiting";
import type { Feature } from "@/app/feature";

export const sheets: Feature = {
  pages: [
    {
      path: "/sheets",
      title: "sheets",
      menu: "appraisal",
      opens: ["appraisal:sheet:read"],
      load: () => import("./SheetRoundsPage"),
    },
    {
      path: "/sheets/:id",
      title: "sheetRound",
      opens: ["appraisal:sheet:read"],
      load: () => import("./SheetRoundPage"),
    },
    { path: "/sheets/:id/:sheet", title: "sheet", opens: ["appraisal:sheet:read"], load: () => import("./SheetPage") },
  ],
  waiting: sheetsWaiting,
};
